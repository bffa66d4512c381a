import { isDeepStrictEqual } from 'node:util';
import { caseOf } from '../store/cases.ts';
import { findCase } from './find-case.ts';
import type { ReadableMail } from './readable-mail.ts';
import type { Desk, Shell } from './shell.ts';

/**
 * The programme that a mail is about: that of the case which it answers, also when it was sent to the address of another
 * one. Money was told apart when the mail was read. An SOQ was read by the rules for files of the programme that it was
 * addressed to; where those of the other one differ, it stays where it is, and staff see it there.
 */
export async function deskOfCase(shell: Shell, addressed: Desk, read: ReadableMail): Promise<Desk> {
  const { kind, payment } = read.classification;
  if (shell.desks.length < 2 || payment !== null) return addressed;
  const match = await findCase(shell, addressed, read);
  const subject = match.kind === 'matched' ? await caseOf(shell.database.read, match.about) : null;
  const owner = shell.desks.find(({ programme }) => programme.name === subject?.programme) ?? addressed;
  const sameFiles = isDeepStrictEqual(owner.programme.soq, addressed.programme.soq);
  return kind === 'submission' && !sameFiles ? addressed : owner;
}
