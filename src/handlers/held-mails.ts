// Mails that are held: staff see them, let them go, or change what they say first.
import { wordsForInstant } from '../core/calendar.ts';
import { wordsForFile } from '../core/kept-file.ts';
import { commonValues } from '../render/common-values.ts';
import { renderText } from '../render/render-text.ts';
import { editMail, heldMails, mailById, releaseMail } from '../store/held-mails.ts';
import { filesOfMail } from '../store/mail-files.ts';
import type { OutboxItem } from '../store/outbox.ts';
import type { Shell } from './shell.ts';

/** Instants are ISO 8601 in UTC. `why` is in words, `because` is recipients (MAIL_RECIPIENTS) or fuse (a limit). */
export type HeldMail = {
  id: string;
  to: string;
  subject: string;
  since: string;
  because: string;
  why: string;
  editedBy: string | null;
  editedAt: string | null;
  /** As "certificate.pdf (80 KB)"; they stay when the text is edited. */
  files: readonly string[];
};

/** Every held mail, the oldest first. */
export async function listHeld({ database }: Pick<Shell, 'database'>): Promise<HeldMail[]> {
  const items = await heldMails(database.read);
  const files = await Promise.all(items.map((item) => filesOfMail(database.read, item)));
  return items.map((item, at) => ({
    id: item.id,
    to: item.toAddress ?? '',
    subject: item.subject ?? '',
    since: item.createdAt.toISOString(),
    because: item.heldBecause ?? '',
    why: item.statusReason ?? 'not known',
    editedBy: item.editedBy,
    editedAt: item.editedAt?.toISOString() ?? null,
    files: (files[at] ?? []).map(wordsForFile),
  }));
}

/** The list as lines for a terminal. */
export function heldLines(mails: readonly HeldMail[], zone: string): string[] {
  const when = (iso: string) => wordsForInstant(new Date(iso), zone);
  return mails.flatMap(({ id, to, subject, since, why, editedBy, editedAt, files }) => [
    `${id}  written ${when(since)}`,
    `    to        ${to}`,
    `    subject   ${subject}`,
    `    why       ${why}`,
    ...files.map((file) => `    attached  ${file}`),
    ...(editedAt === null ? [] : [`    edited    by ${editedBy ?? 'somebody'}, ${when(editedAt)}`]),
  ]);
}

/** Lets a mail go that a limit holds back. @returns null, or why it cannot be */
export async function releaseHeldMail(
  { database, now }: Pick<Shell, 'database' | 'now'>,
  id: string,
  by: string,
): Promise<string | null> {
  const item = await mailById(database.read, id);
  const problem = problemWith(id, item);
  if (problem !== null || item === null) return problem;
  if (item.heldBecause === 'recipients')
    return `the mail ${id} is held because ${item.toAddress} is not on MAIL_RECIPIENTS: add it there and start torq again`;
  return (await releaseMail(database, item, { by, now: now() })) ? null : changed(id);
}

/**
 * Changes subject and text of a held mail; the HTML is made anew from the text. It stays held.
 * @param change `subject` null: it stays
 * @returns null, or why it cannot be
 */
export async function editHeldMail(
  { database, desks, now }: Pick<Shell, 'database' | 'desks' | 'now'>,
  { id, subject, text, by }: { id: string; subject: string | null; text: string; by: string },
): Promise<string | null> {
  const item = await mailById(database.read, id);
  const problem = problemWith(id, item);
  if (problem !== null || item === null) return problem;
  const desk = desks.find(({ programme }) => programme.name === item.programme);
  if (desk === undefined) return `the programme ${item.programme} of the mail ${id} is not loaded`;
  const written = subject ?? item.subject ?? '';
  if (written.trim() === '' || text.trim() === '') return 'a mail needs a subject and a text';
  const common = commonValues(desk.programme, item.toName ?? '');
  const content = renderText(desk.templates, { subject: written, text, common });
  return (await editMail(database, item, { ...content, by, now: now() })) ? null : changed(id);
}

function problemWith(id: string, item: OutboxItem | null): string | null {
  if (item === null) return `no mail with the id ${id} is known`;
  return item.status === 'held' ? null : `the mail ${id} is not held: it is ${item.status}`;
}

const changed = (id: string) =>
  `the mail ${id} was changed or let go by somebody else at the same moment: nothing was done`;
