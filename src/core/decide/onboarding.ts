// One card a candidate: how each step of onboarding stands, the ticks of staff, and the click that makes the candidate a
// Trainer of Record. Steps come in any order (domain.md, section 2).
import type { Programme } from '../../programme/schema.ts';
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { dateOf, wordsForDate } from '../calendar.ts';
import { type ApplicationCase, annualPayments } from '../case.ts';
import { caseOwnerWords } from '../case-words.ts';
import type { Choice, OnboardingChoice } from '../choice.ts';
import { onboardingForms } from '../choices-year.ts';
import { cycleNamed } from '../cycle.ts';
import type { CardDraft } from '../decision.ts';
import type { Fact } from '../facts.ts';
import {
  candidateFee,
  isAgreementInForce,
  isCandidate,
  openSteps,
  stepRows,
  taskWords,
} from '../onboarding.ts';

/** Whether an answer is one of an `onboarding` card. */
export function isOnboardingChoice(choice: Choice): choice is OnboardingChoice {
  return onboardingForms.some((form) => form.choice === choice);
}

/** Names its application, so that there is one for ever. */
function onboardingPromptId({ application: { id } }: ApplicationCase): string {
  return `onboarding.${id}`;
}

/** The card of a candidate; what it says follows the facts. */
export function onboardingCard(subject: ApplicationCase, programme: Programme): CardDraft {
  const id = onboardingPromptId(subject);
  return {
    channel: 'slack',
    key: `card/${id}`,
    prompt: {
      id,
      kind: 'onboarding',
      title: `Onboarding: ${subject.person.name}`,
      facts: onboardingRows(subject, programme),
      applicationId: subject.application.id,
      submissionId: null,
      paymentId: null,
      inboundMailId: null,
      outboxItemId: null,
    },
  };
}

function onboardingRows(subject: ApplicationCase, programme: Programme): CardDraft['prompt']['facts'] {
  const open = openSteps(subject, programme);
  const term = cycleNamed(programme, subject.application.cycle)?.term;
  return [
    ['Candidate', caseOwnerWords(subject)],
    ...stepRows(subject, programme),
    ['Term', term === undefined ? 'not known' : `${wordsForDate(term.starts)} to ${wordsForDate(term.ends)}`],
    [
      'To do',
      open.length === 0
        ? 'all steps are complete: please check that the QISP registration is current, and confirm'
        : 'tick what is done; payments tick themselves',
    ],
  ];
}

/** Only called for who may answer (approval.ts). */
export function answerOnboarding(input: AnswerInput, choice: OnboardingChoice): AnswerDecision {
  const { application } = input;
  if (application === null)
    return { kind: 'refuse', tell: 'This card names no candidate. Nothing was changed.' };
  if (!isCandidate(application)) return { kind: 'refuse', tell: noCandidate(application) };
  if (choice === 'qualify') return qualify(input, application);
  const ticked = tick(input, application, choice);
  if ('refuse' in ticked) return { kind: 'refuse', tell: ticked.refuse };
  const { id, version } = application.application;
  return {
    kind: 'noted',
    as: 'done',
    tell: `${ticked.tell} The card is drawn anew in a moment.`,
    event: choice,
    expects: [{ row: 'application', id, version }],
    facts: ticked.facts,
  };
}

function noCandidate({ person, application: { withdrawnAt, onboarding } }: ApplicationCase): string {
  if (withdrawnAt !== null) return `${person.name} has withdrawn. Nothing was changed.`;
  if (onboarding.qualified !== null)
    return `${person.name} was confirmed as a Trainer of Record before. Nothing was changed.`;
  return `${person.name} is no longer selected: the decision was taken back. Nothing was changed.`;
}

type Tick = { tell: string; facts: Fact[] } | { refuse: string };

function tick(
  { by, now, reason, programme }: AnswerInput,
  subject: ApplicationCase,
  choice: Exclude<OnboardingChoice, 'qualify'>,
): Tick {
  const { person, application } = subject;
  const { id: applicationId, onboarding } = application;
  switch (choice) {
    case 'orientation-attended':
    case 'orientation-viewed': {
      if (onboarding.orientation !== null) return { refuse: before(person.name, 'the orientation') };
      const how = choice === 'orientation-attended' ? 'attended' : 'viewed';
      return {
        tell: `Noted: ${person.name} ${how === 'attended' ? 'attended the orientation' : 'viewed the recording of the orientation'}.`,
        facts: [{ fact: 'orientation-noted', applicationId, how, by, at: now }],
      };
    }
    case 'agreement-executed':
      return isAgreementInForce(onboarding.agreementExecuted?.version ?? null, programme)
        ? { refuse: before(person.name, 'the agreement') }
        : {
            tell: `Noted: the Compliance Agreement with ${person.name} is signed by both.`,
            facts: [
              {
                fact: 'agreement-executed',
                personId: person.id,
                version: programme.agreement.version ?? 'by hand',
                sha256: null,
                by,
                at: now,
              },
            ],
          };
    case 'candidate-fee-waived': {
      const why = (reason ?? '').trim();
      if (why === '')
        return { refuse: 'Waiving the fee needs a reason, for the record. Nothing was changed.' };
      return candidateFee(subject, programme).state === 'open'
        ? {
            tell: `Noted: the annual fee of ${person.name} is waived.`,
            facts: [{ fact: 'candidate-fee-waived', applicationId, by, at: now, reason: why }],
          }
        : { refuse: before(person.name, 'the fee') };
    }
    case 'onboarding-cleared':
      return onboarding.orientation === null && onboarding.agreementExecuted === null
        ? { refuse: 'No step was ticked by staff. Nothing was changed.' }
        : {
            tell: `Cleared: orientation and agreement of ${person.name} are open again.`,
            facts: [{ fact: 'onboarding-cleared', applicationId, personId: person.id }],
          };
  }
}

function before(name: string, what: string): string {
  return `That was noted before: ${what} of ${name} is complete. Nothing was changed.`;
}

/** The credential and its first term, with every item of the checklist ticked by what onboarding has shown. */
function qualify(input: AnswerInput, application: ApplicationCase): AnswerDecision {
  const { programme, by, now, credential } = input;
  const { id, version, cycle } = application.application;
  const open = openSteps(application, programme);
  const term = cycleNamed(programme, cycle)?.term;
  if (open.length > 0)
    return {
      kind: 'refuse',
      tell: `Not yet: ${application.person.name} still has to ${open.map(taskWords).join(', and to ')}. Nothing was changed.`,
    };
  if (term === undefined)
    return { kind: 'refuse', tell: `The programme no longer knows cycle ${cycle}. Nothing was changed.` };
  if (credential?.terms.some(({ startsOn }) => startsOn === term.starts) === true)
    return {
      kind: 'refuse',
      tell: `${application.person.name} has a term from ${wordsForDate(term.starts)} already: confirm its renewal instead. Nothing was changed.`,
    };
  return {
    kind: 'stand',
    tell: `Confirmed: ${application.person.name} is a Trainer of Record from ${wordsForDate(term.starts)} to ${wordsForDate(term.ends)}.`,
    event: 'candidate-qualified',
    expects: [{ row: 'application', id, version }],
    facts: [
      {
        fact: 'candidate-qualified',
        applicationId: id,
        personId: application.person.id,
        credentialId: credential?.id ?? null,
        grantedOn: dateOf(now, programme.timeZone),
        startsOn: term.starts,
        endsOn: term.ends,
        paymentIds: annualPayments(application.payments).map((payment) => payment.id),
        onboarding: application.application.onboarding,
        by,
        at: now,
      },
    ],
    drafts: [],
  };
}
