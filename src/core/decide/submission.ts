// An SOQ mail: whether it can be reviewed, how it stands to the deadline, and what the applicant and staff are told.
import { wordsForDate } from '../calendar.ts';
import { type ApplicationCase, mailAddressOf } from '../case.ts';
import { cycleNamed, soqDeadline, timelinessOf } from '../cycle.ts';
import type { CardDraft, Decision, MailDraft } from '../decision.ts';
import type { Fact } from '../facts.ts';
import { documentsAmong, judgeDocuments } from './completeness.ts';
import { partClaim } from './part-claim.ts';
import { answerDraft } from './payment-input.ts';
import { joinVersion } from './stitch.ts';
import { answerTo, untilNewer } from './submission-answer.ts';
import {
  approvalCard,
  closedCard,
  emptyContainerCard,
  incompleteWords,
  type JudgedSubmission,
  type SubmissionInput,
  unreachableCard,
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
  const judged = judge(input, soqDeadline(programme, cycle));
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

/** The mail's documents, put together with those of the version before it where they belong to one SOQ. */
function judge(input: SubmissionInput, deadline: Date): JudgedSubmission {
  const { application, arrival, attachments, subject, programme } = input;
  const { receivedAt } = arrival;
  const own = documentsAmong(attachments);
  const mail = { claim: partClaim(subject, receivedAt), receivedAt, documents: own.documents };
  const version = joinVersion(application.submissions.at(-1) ?? null, mail, programme.soq);
  const found = judgeDocuments(version.documents, programme.soq);
  const missing = [...found.missing, ...version.missing];
  return {
    ...input,
    version,
    completeness: {
      ...found,
      missing,
      complete: found.complete && missing.length === 0,
      documents: version.documents,
      notes: [...own.notes, ...version.notes],
    },
    timeliness: timelinessOf(version.receivedAt, deadline, programme.soq.deadlineBandMinutes),
    deadline,
    number: (application.submissions.at(-1)?.number ?? 0) + 1,
  };
}

/** Mail to a closed case goes to a person and starts no loop (GLPI #24760). */
function closedReason({ application }: ApplicationCase): string | null {
  if (application.withdrawnAt !== null) return 'an SOQ for an application that was withdrawn';
  if (application.decision !== null) return 'an SOQ for an application that has been decided';
  return null;
}

function reasonWords({ completeness, timeliness, number, version }: JudgedSubmission): string {
  const state = completeness.complete
    ? 'complete'
    : `not complete: ${incompleteWords(completeness).join('; ')}`;
  const together = version.mails === 1 ? '' : ` put together from ${version.mails} mails`;
  return `SOQ version ${number}${together}, ${timeliness}, ${state}`;
}

function submissionFacts(judged: JudgedSubmission): Fact[] {
  const { application, ids, arrival, completeness, version } = judged;
  const facts: Fact[] = [
    {
      fact: 'submission-recorded',
      submission: {
        id: ids.submission,
        applicationId: application.application.id,
        number: judged.number,
        receivedAt: version.receivedAt,
        statedAt: arrival.statedAt,
        complete: completeness.complete,
        timeliness: judged.timeliness,
        findings: incompleteWords(completeness),
        documents: completeness.documents,
        mails: version.mails,
        parts: version.parts,
        partsOf: version.partsOf,
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
  const { application, completeness } = judged;
  const to = mailAddressOf(application.person);
  if (to === null) return [completeness.complete ? approvalCard(judged) : unreachableCard(judged)];
  const mail = answerDraft({
    key: `soq/${judged.inboundMailId}`,
    to,
    toName: application.person.name,
    message: answerTo(judged, notificationWeek),
    about: { kind: 'application', id: application.application.id },
    personId: application.person.id,
    ...(completeness.complete ? {} : untilNewer(judged)),
  });
  if (completeness.complete) return [mail, approvalCard(judged)];
  return isFormattingAlone(judged) ? [mail, emptyContainerCard(judged)] : [mail];
}

/** Opened, and no file in it: what Outlook makes of a text that is not plain. */
function isFormattingAlone({ completeness: { documents } }: JudgedSubmission): boolean {
  return documents.length > 0 && documents.every(({ problem, holds }) => problem === 'tnef' && holds === 0);
}
