// What happened to one applicant, from every side, to find out how a violation came about.
import type { Evidence } from './evidence.ts';
import type { Applicant } from './ledger.ts';

/** Lines of what the harness did and what torq wrote down, in the order of time. */
export function historyOf({ ledger, rows, letters, cards }: Evidence, applicant: Applicant): string[] {
  const address = `${applicant.user}@example.org`;
  const ids = new Set(
    ledger.mails.filter((mail) => mail.applicant === applicant).map((mail) => mail.messageId),
  );
  const inbound = rows.inbound.filter(({ messageId }) => ids.has(messageId ?? ''));
  const people = rows.people.filter(({ addresses }) => addresses.some((row) => row.address === address));
  const applications = people.flatMap((person) => person.applications.map(({ id }) => id));
  const inboundIds = new Set(inbound.map(({ id }) => id));
  const mails = rows.outbox.filter(({ toAddress }) => toAddress === address);
  const prompts = rows.prompts.filter(
    (prompt) =>
      applications.includes(prompt.applicationId ?? '') ||
      inboundIds.has(prompt.inboundMailId ?? '') ||
      mails.some(({ id }) => id === prompt.outboxItemId),
  );
  const promptIds = new Set(prompts.map(({ id }) => id));
  const items = [...mails, ...rows.outbox.filter(({ promptId }) => promptIds.has(promptId ?? ''))];
  const lines = [
    ...ledger.notesOf(applicant, ['killed', ...promptIds]),
    ...inbound.map(
      (row) =>
        `${stamp(row.recordedAt)} recorded ${row.messageId} as ${row.id}, ${row.status}: ${row.reason}`,
    ),
    ...rows.history
      .filter(({ caseId, by }) => applications.includes(caseId ?? '') || by === address)
      .map((row) => `${stamp(row.at)} history: ${row.event} by ${row.by}: ${row.reason}`),
    ...items.map(
      (row) =>
        `${stamp(row.createdAt)} outbox ${row.id} ${row.key}, ${row.attempts} attempts, ${row.status}: ${row.statusReason ?? row.providerReply}`,
    ),
    ...prompts.flatMap((prompt) => [
      `${stamp(prompt.openedAt)} asked ${prompt.kind} ${prompt.id}: ${prompt.title}; card ${prompt.cardTs}, drawn ${prompt.drawnVersion} of ${prompt.version}`,
      ...prompt.answers.map(
        (row) =>
          `${stamp(row.at)} answer to ${prompt.id}: ${row.choice} by ${row.by}, ${row.outcome} ${row.because ?? ''}`,
      ),
    ]),
  ].sort();
  const inbox = (letters.get(applicant) ?? []).map(
    ({ subject, messageId }) => `in the mailbox: ${subject} ${messageId}`,
  );
  const drawn = cards
    .filter(({ promptId }) => promptIds.has(promptId))
    .map(
      ({ ts, promptId, buttons, answer }) => `in Slack: ${ts} ${promptId} [${buttons.join(' ')}] ${answer}`,
    );
  return [...lines, ...inbox, ...drawn];
}

function stamp(at: Date): string {
  return at.toISOString();
}
