// Every question to staff has one card that shows its present state, and one standing answer at most.
import type { Evidence, Findings } from './evidence.ts';
import type { Applicant } from './ledger.ts';

type Prompt = Evidence['rows']['prompts'][number];

export function checkCards(evidence: Evidence, findings: Findings): void {
  const { rows, cards } = evidence;
  for (const prompt of rows.prompts) checkPrompt(evidence, prompt, findings);
  const known = new Set(rows.prompts.map(({ id }) => id));
  for (const { promptId, title } of cards)
    if (!known.has(promptId)) findings.violation(null, `the card "${title}" belongs to no question`);
  for (const item of rows.outbox)
    if (item.channel === 'slack' && item.status !== 'sent' && item.status !== 'superseded')
      findings.violation(null, `${item.key} ended as ${item.status}: ${item.statusReason}`);
  checkDecisions(evidence, findings);
}

function checkPrompt(evidence: Evidence, prompt: Prompt, { same, violation }: Findings): void {
  const { rows, cards } = evidence;
  const whose = applicantOf(evidence, prompt);
  const name = `card ${prompt.id} (${prompt.title})`;
  const own = cards.filter(({ promptId }) => promptId === prompt.id);
  const item = rows.outbox.find(({ promptId, message }) => promptId === prompt.id && message === null);
  const isOpen = prompt.answeredAt === null;
  same(whose, `${name} in the channel`, own.length, item?.status === 'superseded' ? 0 : 1);
  for (const card of own) {
    same(whose, `${name}: where it is`, card.ts, prompt.cardTs);
    const asks = card.buttons.some((button) => button !== 'undo' && button !== 'reopen');
    same(whose, `${name}: has buttons that answer it`, asks, isOpen);
    if (!isOpen && !card.answer?.includes(prompt.answeredBy ?? ''))
      violation(whose, `${name} shows "${card.answer}", but it was answered by ${prompt.answeredBy}`);
  }
  const standing = prompt.answers.filter(({ outcome }) => outcome === 'stands');
  const byStaff = !isOpen && prompt.answeredBy !== 'torq';
  same(whose, `${name}: standing answers`, standing.length, byStaff ? 1 : 0);
  if (prompt.kind === 'mail-parked' || prompt.kind === 'mail-failed')
    violation(whose, `nothing may be parked or fail here, but there is ${name}`);
  if (prompt.submissionId !== null) checkDocuments(evidence, prompt, own[0]?.ts, whose, { same, violation });
}

/** The documents are in the thread under the card; twice after a lost reply, which harms nobody. */
function checkDocuments(
  { rows, threads }: Evidence,
  prompt: Prompt,
  ts: string | undefined,
  whose: Applicant | null,
  { violation }: Pick<Findings, 'same' | 'violation'>,
): void {
  const item = rows.outbox.find(({ promptId, message }) => promptId === prompt.id && message === 'documents');
  const files = threads.filter((message) => message.thread_ts === ts && 'files' in message).length;
  if (item?.status === 'sent' && files === 0)
    violation(whose, `the documents of card ${prompt.id} are not in its thread`);
}

/** One decision an application: that of a standing answer; and one mail an answer. */
function checkDecisions(evidence: Evidence, { same }: Findings): void {
  const { rows } = evidence;
  const approvals = rows.prompts.filter(({ kind }) => kind === 'soq-approval');
  for (const application of rows.people.flatMap(({ applications }) => applications)) {
    const answered = approvals.filter(({ applicationId }) => applicationId === application.id);
    const outcomes = answered.flatMap(({ answer }) =>
      answer === 'approve' ? ['candidate'] : answer === 'decline' ? ['not-selected'] : [],
    );
    const whose = evidence.ledger.applicants.find(({ order }) =>
      rows.payments.some((row) => row.orderNumber === order && row.applicationId === application.id),
    );
    const expected = application.decision === null ? [] : [application.decision];
    same(whose ?? null, 'decisions by staff', outcomes, expected);
  }
  const expectedMail = { approve: 'selected', decline: 'not-selected', resubmittal: 'resubmittal-requested' };
  for (const prompt of approvals) {
    const message = expectedMail[prompt.answer as keyof typeof expectedMail];
    const mails = rows.outbox.filter(({ key }) => key === `decision/${prompt.id}`);
    const whose = applicantOf(evidence, prompt);
    const planned = mails.map((mail) => mail.message);
    same(whose, `mails about the answer to ${prompt.id}`, planned, message === undefined ? [] : [message]);
    if (message !== undefined && message !== 'resubmittal-requested')
      same(whose, `the mail that says ${message}`, mails[0]?.status, 'sent');
  }
}

function applicantOf({ rows, ledger }: Evidence, prompt: Prompt): Applicant | null {
  const mail = rows.inbound.find(({ id }) => id === prompt.inboundMailId);
  const item = rows.outbox.find(({ id }) => id === prompt.outboxItemId);
  return (
    ledger.mails.find(({ messageId }) => messageId === mail?.messageId)?.applicant ??
    ledger.applicants.find(({ user }) => `${user}@example.org` === item?.toAddress) ??
    null
  );
}
