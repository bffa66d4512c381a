// An SOQ that came another way than by mail, on the word of staff (domain.md, decision 1): it counts from the time that
// they say, and goes on to its decision like any other.
import type { Programme } from '../../programme/schema.ts';
import { wordsForInstant } from '../calendar.ts';
import type { ApplicationCase, Case, Timeliness } from '../case.ts';
import { caseOwnerWords } from '../case-words.ts';
import { cycleNamed, soqDeadline, timelinessOf } from '../cycle.ts';
import type { CardDraft, Draft } from '../decision.ts';
import type { Fact, NewSubmission } from '../facts.ts';
import { soqFeeWords } from '../soq-fee-words.ts';

type Input = {
  subject: Case | null;
  words: string | null;
  receivedAt: Date | null;
  by: string;
  ids: { submission: string; prompt: string };
  programme: Programme;
  now: Date;
};

const timelinessWords = {
  'in-time': 'before the deadline',
  'near-deadline': 'so near the deadline that you decide whether it counts',
  late: 'after the deadline: you decide whether it counts',
};

export function soqElsewhere(
  input: Input,
): { tell: string; facts: readonly Fact[]; drafts: readonly Draft[] } | { refuse: string } {
  const { subject, words, receivedAt, by, ids, programme, now } = input;
  if (subject?.kind !== 'application') return { refuse: 'That is about no application.' };
  const cycle = cycleNamed(programme, subject.application.cycle);
  if (words === null || receivedAt === null || cycle === null)
    return { refuse: 'Please say where the SOQ is, and when it came.' };
  if (receivedAt > now) return { refuse: 'That time has not come yet.' };
  const timeliness = timelinessOf(
    receivedAt,
    soqDeadline(programme, cycle),
    programme.soq.deadlineBandMinutes,
  );
  const applicationId = subject.application.id;
  const when = wordsForInstant(receivedAt, programme.timeZone);
  return {
    tell: `Noted: the SOQ of ${subject.person.name} came on ${when}. A card asks for the decision.`,
    facts: [
      {
        fact: 'submission-recorded',
        submission: newVersion(subject, { ...ids, receivedAt, timeliness, by, words }),
      },
      { fact: 'approval-superseded', applicationId, by: ids.submission },
    ],
    drafts: [approvalCard(input, subject, `${when}, ${timelinessWords[timeliness]}`)],
  };
}

type Said = { submission: string; receivedAt: Date; timeliness: Timeliness; by: string; words: string };

function newVersion({ application, submissions }: ApplicationCase, said: Said): NewSubmission {
  return {
    id: said.submission,
    applicationId: application.id,
    number: Math.max(0, ...submissions.map(({ number }) => number)) + 1,
    receivedAt: said.receivedAt,
    statedAt: null,
    complete: true,
    timeliness: said.timeliness,
    findings: [],
    documents: [],
    mails: 1,
    parts: [null],
    partsOf: null,
    elsewhere: { by: said.by, note: said.words },
  };
}

function approvalCard({ words, ids }: Input, subject: ApplicationCase, received: string): CardDraft {
  return {
    channel: 'slack',
    key: `card/soq-approval/${ids.submission}`,
    prompt: {
      id: ids.prompt,
      kind: 'soq-approval',
      title: `SOQ to decide: ${subject.person.name}`,
      facts: [
        ['Applicant', caseOwnerWords(subject)],
        ['Received', received],
        ['Where it is', words ?? ''],
        ['Fee', soqFeeWords(subject)],
        ['Look twice', 'torq has not seen the document: it came elsewhere, on the word of staff'],
      ],
      applicationId: subject.application.id,
      submissionId: ids.submission,
      paymentId: null,
      inboundMailId: null,
      outboxItemId: null,
    },
  };
}
