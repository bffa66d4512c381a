// Every mail that torq owes has gone out, once, and nothing else has.
import { type Evidence, type Findings, type Letter, ownerOf } from './evidence.ts';

type Item = Evidence['rows']['outbox'][number];

export type Twice = { messageId: string; copies: number };

/** @returns the mails that were sent twice because staff said so, although they had gone out */
export function checkOutgoing(evidence: Evidence, findings: Findings): Twice[] {
  const { rows, letters, ledger } = evidence;
  const twice: Twice[] = [];
  const mails = rows.outbox.filter(({ channel }) => channel === 'mail');
  for (const item of mails) {
    const owner = ownerOf(evidence, item.toAddress);
    const found = owner === null ? [] : (letters.get(owner) ?? []);
    const extra = checkItem(evidence, item, found, findings);
    if (extra !== null) twice.push(extra);
  }
  const known = new Set(mails.map(({ messageId, toAddress }) => `${messageId} ${toAddress}`));
  for (const [applicant, found] of letters)
    for (const { messageId, subject } of found)
      if (!known.has(`${messageId} ${applicant.user}@example.org`))
        findings.violation(applicant, `"${subject}" (${messageId}) is in the mailbox and in no outbox`);
  for (const applicant of ledger.applicants) {
    const invited = (letters.get(applicant) ?? []).filter(({ subject }) => /^Next step: send/.test(subject));
    const ids = new Set(invited.map(({ messageId }) => messageId));
    findings.same(applicant, 'instructions in the mailbox', ids.size, 1);
  }
  checkReminders(evidence, findings);
  return twice;
}

function checkItem(
  { rows, ledger }: Evidence,
  item: Item,
  found: readonly Letter[],
  { violation, same }: Findings,
): Twice | null {
  const owner = ownerOf({ ledger }, item.toAddress);
  const name = `${item.key} (${item.messageId})`;
  const copies = found.filter(({ messageId }) => messageId === item.messageId).length;
  const inquiries = rows.prompts.filter(({ outboxItemId }) => outboxItemId === item.id);
  const sentAgain = inquiries.filter(
    ({ id, answer }) => answer === 'send-again' && ledger.inquiries.get(id)?.found === true,
  ).length;
  const wanted = { sent: 1, superseded: 0 }[item.status];
  if (wanted === undefined) violation(owner, `${name} ended as ${item.status}: ${item.statusReason}`);
  else if (copies > 1 && copies <= 1 + sentAgain) return { messageId: item.messageId ?? '', copies };
  else if (copies !== wanted && !(copies === sentAgain && item.status === 'superseded'))
    same(owner, `copies of ${name}, ${item.status}, in the mailbox`, copies, wanted);
  return null;
}

/** Whoever has paid and sent nothing was reminded once by each rule that came due after that, and nobody else. */
function checkReminders(evidence: Evidence, { same }: Findings): void {
  const { rows, ledger, programme } = evidence;
  for (const applicant of ledger.applicants) {
    const address = `${applicant.user}@example.org`;
    const person = rows.people.find(({ addresses }) => addresses.some((row) => row.address === address));
    const application = person?.applications[0];
    if (application === undefined) continue;
    const complete = rows.submissions.some((row) => row.applicationId === application.id && row.complete);
    for (const { rule, due } of programme.reminders) {
      const key = `reminder/application-${application.id}/${rule}/`;
      const items = rows.outbox.filter((item) => item.key.startsWith(key)).map(({ status }) => status);
      if (complete) same(applicant, `reminders of the rule ${rule}, at most one`, items.length < 2, true);
      // What became due after the last tick may have been planned by the service's own clock, or not.
      else if (due.getTime() < ledger.lastTick)
        same(applicant, `reminders of the rule ${rule}`, items, due >= application.openedAt ? ['sent'] : []);
    }
  }
}
