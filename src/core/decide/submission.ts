// An SOQ mail: whether it can be reviewed, how it stands to the deadline, and what the applicant and staff are told.
import { wordsForDate, wordsForInstant } from '../calendar.ts';
import { type ApplicationCase, mailAddressOf } from '../case.ts';
import { cycleNamed, soqDeadline, timelinessOf } from '../cycle.ts';
import type { CardDraft, Decision, MailDraft } from '../decision.ts';
import type { Fact } from '../facts.ts';
import type { Message } from '../messages.ts';
import { checkDocuments } from './completeness.ts';
import { answerDraft } from './payment-input.ts';
import {
  approvalCard,
  closedCard,
  documentWords,
  type JudgedSubmission,
  type SubmissionInput,
} from './submission-card.ts';

export function decideSubmission(input: SubmissionInput): Decision {
  const { application, programme } = input;
  const cycle = cycleNamed(programme, application.application.cycle);
  const about = { kind: 'application', id: application.application.id } as const;
  const closed = closedReason(application);
  if (cycle === null || closed !== null) {
    const reason = closed ?? 'its cycle is no longer in the programme folder';
    return { kind: 'review', reason, about, facts: [], drafts: [closedCard(input, reason)] };
  }
  const deadline = soqDeadline(programme, cycle);
  const judged: JudgedSubmission = {
    ...input,
    completeness: checkDocuments(input.attachments, programme.soq),
    timeliness: timelinessOf(input.arrival.receivedAt, deadline, programme.soq.deadlineBandMinutes),
    deadline,
    number: application.submissions.length + 1,
  };
  return {
    kind: 'apply',
    event: 'soq-received',
    reason: reasonWords(judged),
    about,
    personId: application.person.id,
    expects: [{ row: 'application', id: about.id, version: application.application.version }],
    facts: submissionFacts(judged),
    drafts: submissionDrafts(judged, wordsForDate(cycle.notificationWeek)),
  };
}

/** Mail to a closed case goes to a person and starts no loop (GLPI #24760). */
function closedReason({ application }: ApplicationCase): string | null {
  if (application.withdrawnAt !== null) return 'an SOQ for an application that was withdrawn';
  if (application.decision !== null) return 'an SOQ for an application that has been decided';
  return null;
}

function reasonWords({ completeness, timeliness, number }: JudgedSubmission): string {
  const state = completeness.complete ? 'complete' : `not complete: ${completeness.problems.join('; ')}`;
  return `SOQ version ${number}, ${timeliness}, ${state}`;
}

function submissionFacts(judged: JudgedSubmission): Fact[] {
  const { application, ids, arrival, completeness } = judged;
  const facts: Fact[] = [
    {
      fact: 'submission-recorded',
      submission: {
        id: ids.submission,
        applicationId: application.application.id,
        number: judged.number,
        receivedAt: arrival.receivedAt,
        statedAt: arrival.statedAt,
        complete: completeness.complete,
        timeliness: judged.timeliness,
        findings: completeness.problems,
        documents: completeness.documents,
      },
    },
  ];
  if (completeness.complete)
    facts.push({
      fact: 'approval-superseded',
      applicationId: application.application.id,
      by: ids.submission,
    });
  return facts;
}

function submissionDrafts(
  judged: JudgedSubmission,
  notificationWeek: string,
): readonly (MailDraft | CardDraft)[] {
  const { application } = judged;
  const to = mailAddressOf(application.person);
  const mail =
    to === null
      ? []
      : [
          answerDraft({
            key: `soq/${judged.inboundMailId}`,
            to,
            toName: application.person.name,
            message: answerTo(judged, notificationWeek),
            about: { kind: 'application', id: application.application.id },
            personId: application.person.id,
          }),
        ];
  return judged.completeness.complete ? [...mail, approvalCard(judged)] : mail;
}

function answerTo(judged: JudgedSubmission, notificationWeek: string): Message {
  const { programme, completeness, timeliness, arrival } = judged;
  const receivedAt = wordsForInstant(arrival.receivedAt, programme.timeZone);
  const deadline = wordsForInstant(judged.deadline, programme.timeZone);
  if (!completeness.complete)
    return {
      name: 'soq-incomplete',
      values: {
        receivedAt,
        problems: completeness.problems,
        deadline,
        deadlinePassed: arrival.receivedAt > judged.deadline,
        submitTo: programme.addresses.programme,
      },
    };
  if (timeliness === 'late') return { name: 'soq-late', values: { receivedAt, deadline } };
  return {
    name: 'soq-received',
    values: {
      receivedAt,
      version: String(judged.number),
      documents: completeness.documents.map(documentWords),
      deadline,
      nearDeadline: timeliness === 'near-deadline',
      notificationWeek,
    },
  };
}
