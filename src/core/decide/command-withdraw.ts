// WITHDRAW, in two steps: the first mail is answered by a question, and only the answer to that very question counts.
import { wordsForInstant } from '../calendar.ts';
import type { ApplicationCase } from '../case.ts';
import type { CaseReference, Decision, Draft } from '../decision.ts';
import type { Message } from '../messages.ts';
import { answerCommand, askStaff, restForStaff } from './command-answer.ts';
import { noticeCard } from './command-card.ts';
import { answerAddress, type CaseInHand, type CommandInput, strangerReason } from './command-input.ts';
import { statusMessage } from './command-status.ts';
import { confirmableUntilWords } from './confirm-until.ts';
import { answerDraft } from './payment-input.ts';

/** Asks once more; nothing is changed. What cannot be withdrawn by mail goes to staff. */
export function askToWithdraw(input: CommandInput): Decision {
  const to = answerAddress(input);
  const [inHand] = input.cases;
  const obstacle = strangerReason(input) ?? withdrawObstacle(inHand);
  if (obstacle !== null || to === null)
    return askStaff(input, obstacle ?? 'no address of this person takes mail');
  if (isWithdrawn(inHand))
    return answerCommand(input, {
      event: 'command-answered',
      reason: 'WITHDRAW: it has been withdrawn before; where they stand was sent',
      to,
      content: { message: statusMessage(input) },
    });
  return answerCommand(input, {
    event: 'withdrawal-asked',
    reason: 'WITHDRAW: they were asked to confirm it; nothing is changed until then',
    to,
    content: {
      message: {
        name: 'withdraw-confirm',
        values: { until: confirmableUntilWords(input.now, input.programme) },
      },
    },
    condition: { kind: 'withdraw-confirm' },
  });
}

/** The answer WITHDRAW to our question: the application is withdrawn, and its person and staff are told. */
export function withdraw(input: CommandInput): Decision {
  const [inHand] = input.cases;
  const to = answerAddress(input);
  const obstacle = strangerReason(input) ?? withdrawObstacle(inHand);
  if (obstacle !== null) return askStaff(input, obstacle);
  if (inHand?.subject.kind !== 'application') return askStaff(input, 'there is no application to withdraw');
  const { subject } = inHand;
  const { id, version } = subject.application;
  const about: CaseReference = { kind: 'application', id };
  if (isWithdrawn(inHand))
    return { kind: 'ignore', reason: 'the application has been withdrawn before', about, facts: [] };
  return {
    kind: 'apply',
    event: 'application-withdrawn',
    reason: 'the applicant withdrew it by mail, and confirmed that when asked',
    about,
    personId: subject.person.id,
    expects: [{ row: 'application', id, version }],
    facts: [{ fact: 'application-withdrawn', applicationId: id, at: input.now }],
    drafts: [
      ...withdrawnMail(input, subject, to),
      withdrawnCard(input, subject, about),
      ...restForStaff(input),
    ],
  };
}

function isWithdrawn(inHand: CaseInHand | undefined): boolean {
  return inHand?.subject.kind === 'application' && inHand.subject.application.withdrawnAt !== null;
}

/**
 * Why a person has to do it. A decision that its applicant has not been told yet is no obstacle: otherwise our answer
 * would tell it.
 */
function withdrawObstacle(inHand: CaseInHand | undefined): string | null {
  if (inHand === undefined) return 'there is no application to withdraw';
  if (inHand.subject.kind === 'term') return 'a Trainer of Record wants to withdraw: please talk to them';
  if (inHand.toldAt !== null && !isWithdrawn(inHand))
    return 'the application has been decided and its applicant told: please talk to them';
  return null;
}

function withdrawnMail(
  { programme, now }: CommandInput,
  subject: ApplicationCase,
  to: string | null,
): Draft[] {
  if (to === null) return [];
  const { id } = subject.application;
  const message: Message = {
    name: 'withdrawn',
    values: { withdrawnAt: wordsForInstant(now, programme.timeZone) },
  };
  const { person } = subject;
  const about = { kind: 'application', id } as const;
  return [
    answerDraft({ key: `withdrawn/${id}`, to, toName: person.name, message, about, personId: person.id }),
  ];
}

function withdrawnCard(input: CommandInput, subject: ApplicationCase, about: CaseReference): Draft {
  const { person, application } = subject;
  const { decision } = application;
  return noticeCard(input, about, {
    key: `card/withdrawn/${application.id}`,
    title: `Withdrawn: ${person.name}`,
    facts: [
      ['Applicant', `${person.name}, ${person.addresses.map(({ address }) => address).join(', ')}`],
      ['Cycle', application.cycle],
      [
        'What happened',
        `They asked by mail from ${input.sender}, and confirmed it when asked. The fee stays paid.`,
      ],
      [
        'What it means',
        'Open questions about their SOQ are closed, and no reminder or decision mail goes out any more.',
      ],
      ...(decision === null ? [] : [['Decided before', `${decision.outcome}; they were not told`] as const]),
    ],
  });
}
