// Every mail that came in was recorded once and has exactly one effect.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence, Findings } from './evidence.ts';
import type { Applicant, WrittenMail } from './ledger.ts';

export function checkIncoming(evidence: Evidence, findings: Findings): void {
  for (const mail of evidence.ledger.mails) checkRecorded(evidence, mail, findings);
  checkPlaces(evidence, findings);
  checkBlobs(evidence, findings);
  for (const applicant of evidence.ledger.applicants) checkApplicant(evidence, applicant, findings);
  const { payments, people, inbound } = evidence.rows;
  const { applicants, mails } = evidence.ledger;
  findings.same(null, 'payments in the database', payments.length, applicants.length);
  findings.same(null, 'people in the database', people.length, applicants.length);
  findings.same(null, 'recorded mails', inbound.length, mails.length);
}

function checkRecorded(evidence: Evidence, mail: WrittenMail, { same }: Findings): void {
  const { applicant, messageId } = mail;
  const rows = evidence.rows.inbound.filter((row) => row.messageId === messageId);
  const expected = [{ status: 'decided', kind: mail.kind === 'soq' ? 'submission' : 'payment' }];
  const actual = rows.map(({ status, kind }) => ({ status, kind }));
  same(applicant, `mail ${messageId} in the database`, actual, expected);
  const copies = evidence.received.filter((letter) => letter.messageId === messageId).length;
  if (copies < mail.deliveries)
    same(applicant, `copies of ${messageId} in the programme's mailbox`, copies, mail.deliveries);
  if (mail.kind === 'soq' && rows[0] !== undefined) checkSoq(evidence, mail, rows[0].id, { same });
}

/** One submission, one answer, one card if it can be reviewed; or, when it was too late for all that, a card to read it. */
function checkSoq(
  { rows }: Evidence,
  { applicant, messageId, readable }: WrittenMail,
  id: string,
  { same }: Pick<Findings, 'same'>,
): void {
  const submissions = rows.submissions.filter(({ inboundMailId }) => inboundMailId === id);
  const reviews = rows.prompts.filter(
    (prompt) =>
      prompt.kind === 'mail-review' && prompt.inboundMailId === id && prompt.answer !== 'superseded',
  );
  const approvals = rows.prompts.filter(
    (prompt) => prompt.kind === 'soq-approval' && prompt.inboundMailId === id,
  );
  const answers = rows.outbox.filter(({ key }) => key === `soq/${id}`);
  const effect = {
    submissions: submissions.map(({ complete }) => complete),
    answers: answers.map(({ message, status }) => `${message} ${status}`),
    approvals: approvals.length,
    reviews: reviews.length,
  };
  const decided = rows.people
    .flatMap(({ applications, addresses }) =>
      addresses.some(({ address }) => address === `${applicant.user}@example.org`) ? applications : [],
    )
    .some(({ decision }) => decision !== null);
  const tooLate = { submissions: [], answers: [], approvals: 0, reviews: 1 };
  const reviewable = { submissions: [true], answers: ['soq-received sent'], approvals: 1, reviews: 0 };
  // Who has sent a newer version is not told what the older one lacked.
  const overtaken = isOvertaken(rows, submissions[0]) && effect.answers[0] === 'soq-incomplete superseded';
  const answer = overtaken ? 'soq-incomplete superseded' : 'soq-incomplete sent';
  const incomplete = { submissions: [false], answers: [answer], approvals: 0, reviews: 0 };
  const usual = readable ? reviewable : incomplete;
  same(applicant, `effect of ${messageId}`, effect, decided && reviews.length > 0 ? tooLate : usual);
}

function isOvertaken(
  { submissions }: Evidence['rows'],
  of: Evidence['rows']['submissions'][number] | undefined,
) {
  return submissions.some(
    ({ applicationId, number }) =>
      of !== undefined && applicationId === of.applicationId && number > of.number,
  );
}

/** Every message of every folder that is read has its place noted. */
function checkPlaces({ received, rows }: Evidence, { violation }: Findings): void {
  const known = new Set(
    rows.inbound.flatMap((mail) =>
      mail.places.map(({ mailbox, uid }) => `${mailbox} ${uid} ${mail.messageId}`),
    ),
  );
  for (const { folder, uid, messageId } of received)
    if (!known.has(`${folder} ${uid} ${messageId}`))
      violation(null, `${messageId} is in ${folder} as ${uid}, and torq does not know it`);
}

/** What a row names is on the disk. */
function checkBlobs({ rows, dataDir }: Evidence, { violation }: Findings): void {
  const named = [...rows.inbound, ...rows.submissions.flatMap(({ documents }) => documents)];
  for (const sha256 of new Set(named.map((row) => row.sha256))) {
    const file = join(dataDir, 'blobs', sha256.slice(0, 2), sha256);
    const actual = existsSync(file)
      ? createHash('sha256').update(readFileSync(file)).digest('hex')
      : 'missing';
    if (actual !== sha256) violation(null, `the stored content ${sha256} is ${actual}`);
  }
}

/** One person, one application, one payment with each of its mails as evidence, versions without gap. */
function checkApplicant(evidence: Evidence, applicant: Applicant, { same }: Findings): void {
  const { rows, ledger } = evidence;
  const address = `${applicant.user}@example.org`;
  const people = rows.people.filter((person) => person.addresses.some((row) => row.address === address));
  const applications = people.flatMap((person) => person.applications);
  same(applicant, 'applications', applications.length, 1);
  const mails = ledger.mails.filter((mail) => mail.applicant === applicant && mail.kind === 'payment');
  const payments = rows.payments
    .filter(({ orderNumber }) => orderNumber === applicant.order)
    .map(({ state, evidence: spoken, applicationId }) => ({ state, mails: spoken.length, applicationId }));
  const applicationId = applications[0]?.id ?? null;
  same(applicant, 'payments', payments, [{ state: 'matched', mails: mails.length, applicationId }]);
  const numbers = rows.submissions
    .filter((submission) => submission.applicationId === applicationId)
    .map(({ number }) => number)
    .sort((one, other) => one - other);
  same(
    applicant,
    'versions of the SOQ',
    numbers,
    numbers.map((_, index) => index + 1),
  );
}
