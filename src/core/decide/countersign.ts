// What staff do with a signed agreement: sign it as well and send the copy back, tick it, or ask for it once more.
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { dateOf, wordsForDate } from '../calendar.ts';
import { type Case, mailAddressOf } from '../case.ts';
import type { AgreementChoice, Choice } from '../choice.ts';
import { agreementForms } from '../choices-year.ts';
import { type KeptFile, wordsForFile } from '../kept-file.ts';
import { openSteps, taskWords } from '../onboarding.ts';
import { openItems } from '../reminder-message.ts';
import { isAgreementAwaited, mailAbout, returned } from './agreement.ts';

/** Whether an answer is one of a card about a signed agreement. */
export function isAgreementChoice(choice: Choice): choice is AgreementChoice {
  return agreementForms.some((form) => form.choice === choice);
}

/** Only called for who may answer (approval.ts). */
export function answerAgreement(input: AnswerInput, choice: AgreementChoice): AnswerDecision {
  const { signed } = input;
  const subject = input.application ?? input.terms[0] ?? null;
  if (subject === null || signed === null)
    return { kind: 'refuse', tell: 'This card names no agreement. Nothing was changed.' };
  if (!isAgreementAwaited(subject))
    return {
      kind: 'refuse',
      tell: `No agreement of ${subject.person.name} is waited for any more. Nothing was changed.`,
    };
  if (choice === 'agreement-returned') return askAgain(input, subject);
  if (signed.isExecuted)
    return {
      kind: 'refuse',
      tell: `That was noted before: the agreement of ${subject.person.name} is signed by both. Nothing was changed.`,
    };
  if (choice === 'countersigned-elsewhere') return execute(input, subject, null);
  const { copy } = input;
  if (copy === null) return { kind: 'refuse', tell: `${noCopy} Nothing was changed.` };
  if ('problem' in copy) return { kind: 'refuse', tell: copy.problem };
  return execute(input, subject, copy);
}

const noCopy =
  'Please put the PDF with both signatures into the thread of this card first, or choose the button without a copy.';

function execute(input: AnswerInput, subject: Case, copy: KeptFile | null): AnswerDecision {
  const { signed, by, now, programme, prompt } = input;
  const { person } = subject;
  const to = mailAddressOf(person);
  const sent =
    to === null
      ? 'No address of theirs takes mail: please hand them the copy another way.'
      : copy === null
        ? 'They are told so.'
        : `${wordsForFile(copy)} is mailed to ${to}.`;
  return {
    kind: 'stand',
    tell: `Noted: the Compliance Agreement with ${person.name} is signed by both. ${sent}`,
    event: 'agreement-executed',
    personId: person.id,
    expects: [versionOf(subject)],
    facts: [
      {
        fact: 'agreement-executed',
        personId: person.id,
        version: signed?.version ?? 'by hand',
        sha256: copy?.sha256 ?? null,
        by,
        at: now,
      },
    ],
    drafts: mailAbout(subject, {
      key: `agreement-executed/${prompt.id}`,
      message: {
        name: 'agreement-countersigned',
        values: {
          document: copy?.filename ?? null,
          countersignedOn: wordsForDate(dateOf(now, programme.timeZone)),
          openItems: stillOpen(subject, input),
        },
      },
      ...(copy === null ? {} : { attachments: [copy] }),
    }),
  };
}

/** What else there is to do, once the agreement is done. */
function stillOpen(subject: Case, { programme }: AnswerInput): readonly string[] {
  if (subject.kind === 'application')
    return openSteps(subject, programme)
      .filter((step) => step !== 'agreement')
      .map(taskWords);
  return openItems(subject, programme, ['agreement']);
}

function askAgain(input: AnswerInput, subject: Case): AnswerDecision {
  const reason = (input.reason ?? '').trim();
  if (reason === '')
    return { kind: 'refuse', tell: 'Please say what is wrong: they read it. Nothing was sent.' };
  const key = `agreement-returned/${input.prompt.id}`;
  const reasons = reason.split(/\n+/).map((line) => line.trim());
  const drafts = mailAbout(subject, { key, message: returned(input.programme, reasons) });
  return {
    kind: 'stand',
    tell:
      drafts.length === 0
        ? `No address of ${subject.person.name} takes mail: please tell them another way.`
        : `${subject.person.name} is asked for it again.`,
    event: 'agreement-returned',
    personId: subject.person.id,
    expects: [versionOf(subject)],
    facts: [],
    drafts,
  };
}

function versionOf(subject: Case) {
  return subject.kind === 'application'
    ? ({ row: 'application', id: subject.application.id, version: subject.application.version } as const)
    : ({ row: 'term', id: subject.term.id, version: subject.term.version } as const);
}
