// What answers to commands are made of: how many there were, and which mails a case has had.
import type { AskedItem } from '../core/decide/confirmation.ts';
import type { CaseReference, Condition, MailCopy } from '../core/decision.ts';
import type { Reads } from './database.ts';
import { filesOfMail } from './mail-files.ts';
import { caseReferenceOf } from './threads.ts';

/** A mail of ours that may have asked something, or null when there is no such item. */
export async function askedItem(
  read: Reads,
  id: string,
): Promise<(AskedItem & { about: CaseReference | null }) | null> {
  const row = await read.outboxItem.findUnique({
    where: { id },
    select: {
      id: true,
      channel: true,
      condition: true,
      personId: true,
      createdAt: true,
      caseKind: true,
      caseId: true,
    },
  });
  if (row === null || row.channel !== 'mail') return null;
  const condition = (row.condition as Condition | null) ?? { kind: 'always' };
  const { personId, createdAt } = row;
  return { id, condition, personId, createdAt, about: caseReferenceOf(row) };
}

/** When the applicant was told the decision, and when a new version was last asked for; null where no such mail was sent. */
export async function decisionMails(
  read: Reads,
  applicationId: string,
): Promise<{ toldAt: Date | null; revisionAskedAt: Date | null }> {
  const rows = await read.outboxItem.findMany({
    where: {
      caseKind: 'application',
      caseId: applicationId,
      status: 'sent',
      key: { startsWith: 'decision/' },
    },
    orderBy: { sentAt: 'asc' },
    select: { message: true, sentAt: true },
  });
  const lastOf = (names: readonly string[]) =>
    rows.findLast(({ message }) => message !== null && names.includes(message))?.sentAt ?? null;
  return {
    toldAt: lastOf(['selected', 'not-selected']),
    revisionAskedAt: lastOf(['resubmittal-requested']),
  };
}

/** What was found missing in the newest version of an SOQ. */
export async function missingInNewest(read: Reads, applicationId: string): Promise<string[]> {
  const newest = await read.submission.findFirst({
    where: { applicationId },
    orderBy: { number: 'desc' },
    select: { complete: true, findings: true },
  });
  if (newest === null || newest.complete || !Array.isArray(newest.findings)) return [];
  return newest.findings.filter((finding) => typeof finding === 'string');
}

/** The last mail sent about a case, as it was sent; answers to commands are none. */
export async function lastMailAbout(read: Reads, about: CaseReference): Promise<MailCopy | null> {
  const row = await read.outboxItem.findFirst({
    where: {
      channel: 'mail',
      caseKind: about.kind,
      caseId: about.id,
      status: 'sent',
      NOT: { key: { startsWith: 'command' } },
    },
    orderBy: [{ sentAt: 'desc' }, { createdAt: 'desc' }, { id: 'desc' }],
    select: { key: true, message: true, subject: true, text: true, html: true, attachments: true },
  });
  if (row === null) return null;
  const { message, subject, text, html } = row;
  const attachments = await filesOfMail(read, row);
  return { of: message ?? '', subject: subject ?? '', text: text ?? '', html: html ?? '', attachments };
}
