// A signed Compliance Agreement that came by mail: what deciding about it needs is loaded here and handed to core.
import { documentsOf } from '../core/classify/documents.ts';
import { agreementPrefix, decideAgreement, isAgreementAwaited } from '../core/decide/agreement.ts';
import { senderFlags } from '../core/decide/sender-flags.ts';
import type { Decision } from '../core/decision.ts';
import type { Match } from '../core/match.ts';
import { referenceTo } from '../core/reference-to.ts';
import { agreementUnderWay } from '../store/agreements.ts';
import { caseOf } from '../store/cases.ts';
import { openPromptsOf } from '../store/prompts.ts';
import type { ReadableMail } from './readable-mail.ts';
import { senderOf } from './sender-words.ts';
import type { Desk, Shell } from './shell.ts';

/** Null for every other mail, and when no agreement of theirs is waited for. */
export async function decideAgreementMail(
  { database }: Shell,
  { programme }: Desk,
  { id, mail, arrival, classification, authentication }: ReadableMail,
  match: Match,
): Promise<Decision | null> {
  if (classification.kind !== 'agreement' || match.kind !== 'matched') return null;
  const { read } = database;
  const subject = await caseOf(read, match.about);
  if (subject === null || subject.programme !== programme.name || !isAgreementAwaited(subject)) return null;
  const whose = { personId: subject.person.id, programme: programme.name };
  const prefix = agreementPrefix(referenceTo(subject));
  const open = await openPromptsOf(database, programme.name, 'agreement');
  return decideAgreement({
    subject,
    inboundMailId: id,
    arrival,
    from: senderOf(mail),
    attachments: documentsOf(mail),
    text: classification.replyText,
    flags: senderFlags({ matchFlag: match.flag, ...authentication }),
    version: (await agreementUnderWay(read, whose)) ?? programme.agreement.version ?? 'by hand',
    openCards: open.flatMap((prompt) => (prompt.id.startsWith(prefix) ? [prompt.id] : [])),
    programme,
  });
}
