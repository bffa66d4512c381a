// What an applicant is told about an SOQ mail, and when.
import { minutesBetween, plusMinutes, wordsForInstant, wordsForSpan } from '../calendar.ts';
import type { MailDraft } from '../decision.ts';
import type { Message } from '../messages.ts';
import { documentWords, type JudgedSubmission } from './submission-card.ts';

/** The next part is often on its way: nobody is asked for it who is just sending it. */
const patienceMinutes = 15;
/** So close to the deadline nobody is kept waiting for an answer. */
const hurryMinutes = 180;

export function answerTo(judged: JudgedSubmission, notificationWeek: string): Message {
  const { programme, completeness, timeliness, version } = judged;
  const receivedAt = wordsForInstant(version.receivedAt, programme.timeZone);
  const deadline = wordsForInstant(judged.deadline, programme.timeZone);
  if (!completeness.complete) return incomplete(judged, { receivedAt, deadline });
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

/** Times are counted from the mail's arrival, so that they are true whenever the answer is read. */
function incomplete(
  { programme, completeness, version, deadline }: JudgedSubmission,
  words: { receivedAt: string; deadline: string },
): Message {
  const { problems, missing, documents } = completeness;
  const here = documents.filter(({ problem }) => problem === null);
  const isAddable = missing.length > 0 && problems.length === 0 && programme.soq.stitchHours > 0;
  const addUntil = plusMinutes(version.receivedAt, programme.soq.stitchHours * 60);
  return {
    name: 'soq-incomplete',
    values: {
      ...words,
      problems,
      missing,
      here: here.map(documentWords),
      addUntil: isAddable ? wordsForInstant(addUntil, programme.timeZone) : null,
      distance: wordsForSpan(minutesBetween(version.receivedAt, deadline)),
      deadlinePassed: version.receivedAt > deadline,
      submitTo: programme.addresses.programme,
    },
  };
}

/** What is missing is not told any more once a newer version has come. */
export function untilNewer(judged: JudgedSubmission): Pick<MailDraft, 'condition' | 'notBefore'> {
  const { number, version, completeness, deadline } = judged;
  const isSending = version.partsOf !== null && completeness.problems.length === 0;
  const isLeisurely = minutesBetween(version.receivedAt, deadline) > hurryMinutes;
  return {
    condition: { kind: 'newest-version', version: number },
    notBefore: isSending && isLeisurely ? plusMinutes(version.receivedAt, patienceMinutes) : null,
  };
}
