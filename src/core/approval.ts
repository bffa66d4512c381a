// What an answer of staff does. Who may answer is asked twice, at the click and when a form is submitted; an empty
// list of approvers means nobody; nobody decides on themselves.
import type { AnswerDecision, AnswerInput } from './answer.ts';
import type { CaseChoice } from './choice.ts';
import { formsOf } from './choices.ts';
import { termOfAgreementPrompt } from './decide/agreement.ts';
import { answerAnnouncement } from './decide/announcement.ts';
import { decideApplication, requestResubmittal } from './decide/application.ts';
import { assign, type MatchChoice } from './decide/assign.ts';
import { castVote, recuse } from './decide/ballot.ts';
import { answerAgreement, isAgreementChoice } from './decide/countersign.ts';
import { switchMail } from './decide/hold.ts';
import { answerLapse } from './decide/lapse.ts';
import { lapseListId, termOfLapsePrompt } from './decide/lapse-card.ts';
import { answerOnboarding, isOnboardingChoice } from './decide/onboarding.ts';
import { publishList } from './decide/publish-list.ts';
import { answerReinstate, termOfReinstatePrompt } from './decide/reinstate.ts';
import { releaseNow } from './decide/release.ts';
import { alwaysTheirs, noneOfThese } from './decide/remember.ts';
import { answerReply } from './decide/reply-send.ts';
import { takeBack } from './decide/take-back.ts';
import { confirmTerms, termOfPrompt } from './decide/term-confirm.ts';
import type { Fact } from './facts.ts';
import { deciders } from './staff-list.ts';
import { decidesAlone, tallyOf } from './votes.ts';

/** Why this person may not answer this prompt, or null. The sentence is for them. */
export function refusal(
  input: Pick<
    AnswerInput,
    'prompt' | 'by' | 'byAddress' | 'application' | 'terms' | 'programme' | 'choice' | 'cast'
  >,
): string | null {
  if (!formsOf(input.prompt.kind).some((form) => form.choice === input.choice))
    return 'That answer does not belong to this card. Nothing was changed.';
  const people = deciders(input.programme);
  if (people.length === 0)
    return `Nobody is listed as an approver of ${input.programme.title} yet, so nothing was changed. Whoever operates torq can add Slack user ids under slack.approvers in the programme folder.`;
  if (!people.includes(input.by))
    return `You are not on the list of approvers of ${input.programme.title}, so nothing was changed. One of them can decide: ${people.map((id) => `<@${id}>`).join(', ')}.`;
  if (isAbout(input)) return 'This is about you, so another approver has to decide. Nothing was changed.';
  if (input.choice !== 'recuse' && tallyOf(input.cast, input.programme.slack).recused.includes(input.by))
    return 'You have recused yourself from this application, so another approver has to decide. Nothing was changed.';
  return null;
}

/** Whether who answers is whom it is about: by a linked Slack user, or by an address that is theirs. */
function isAbout({
  application,
  terms,
  choice,
  prompt,
  by,
  byAddress,
  programme,
}: Pick<
  AnswerInput,
  'application' | 'terms' | 'choice' | 'prompt' | 'by' | 'byAddress' | 'programme'
>): boolean {
  const own = [termOfAgreementPrompt, termOfPrompt, termOfLapsePrompt, termOfReinstatePrompt].flatMap(
    (of) => of(prompt.id) ?? [],
  );
  const concerned = terms.filter(
    (subject) =>
      choice === 'confirm-all' ||
      own.includes(subject.term.id) ||
      lapseListId(programme, subject) === prompt.id,
  );
  const people = [...(application === null ? [] : [application]), ...concerned].map(({ person }) => person);
  return people.some(
    ({ slackUserId, addresses }) =>
      slackUserId === by || addresses.some(({ address }) => address === byAddress),
  );
}

/** Only called when the prompt is still open; the store makes sure that one answer stands. */
export function decideAnswer(input: AnswerInput): AnswerDecision {
  const refused = refusal(input);
  if (refused !== null) return { kind: 'refuse', tell: refused };
  const { choice } = input;
  if (isOnboardingChoice(choice)) return answerOnboarding(input, choice);
  if (isAgreementChoice(choice)) return answerAgreement(input, choice);
  if (choice === 'confirm' || choice === 'confirm-all') return confirmTerms(input, choice);
  if (choice === 'announce' || choice === 'no-announcement') return answerAnnouncement(input, choice);
  if (choice === 'lapse' || choice === 'lapse-all' || choice === 'keep') return answerLapse(input, choice);
  if (choice === 'reinstate' || choice === 'stays-ended') return answerReinstate(input, choice);
  return answerOf(input, choice);
}

function answerOf(input: AnswerInput, choice: CaseChoice): AnswerDecision {
  switch (choice) {
    case 'approve':
    case 'decline':
      return decidesAlone(input.programme.slack)
        ? decideApplication(input, choice === 'approve' ? 'candidate' : 'not-selected')
        : castVote(input, choice);
    case 'resubmittal':
      return decidesAlone(input.programme.slack) ? requestResubmittal(input) : castVote(input, choice);
    case 'release':
    case 'publish':
    case 'hold':
    case 'resume':
      return aboutAll(input, choice);
    case 'match-0':
    case 'match-1':
    case 'match-2':
    case 'match-other':
    case 'match-new':
    case 'none-of-these':
    case 'always-theirs':
      return aboutOwner(input, choice);
    case 'not-ours':
    case 'refund-noted':
      return paymentNoted(input, choice);
    case 'recuse':
      return recuse(input);
    case 'undo':
    case 'reopen':
      return takeBack(input, choice);
    case 'send-again':
    case 'went-out':
    case 'retry':
    case 'mail-again':
      return aboutMail(input, choice);
    case 'send-mail':
    case 'discard':
    case 'no-answer':
      return answerReply(input, choice);
    case 'seen':
      return stand('Thank you: marked as taken care of.', 'prompt-closed', paymentSeen(input));
  }
}

/** Whose a mail or a payment is. */
function aboutOwner(
  input: AnswerInput,
  choice: MatchChoice | 'none-of-these' | 'always-theirs',
): AnswerDecision {
  if (choice === 'none-of-these') return noneOfThese(input);
  return choice === 'always-theirs' ? alwaysTheirs(input) : assign(input, choice);
}

function stand(tell: string, event: string, facts: readonly Fact[]): AnswerDecision {
  return { kind: 'stand', tell, event, expects: [], facts, drafts: [] };
}

/** What concerns everybody: results, the public list, and whether mail goes out. */
function aboutAll(input: AnswerInput, choice: 'release' | 'publish' | 'hold' | 'resume'): AnswerDecision {
  if (choice === 'release') return releaseNow(input);
  return choice === 'publish' ? publishList(input) : switchMail(input, choice);
}

function paymentNoted(input: AnswerInput, choice: 'not-ours' | 'refund-noted'): AnswerDecision {
  return choice === 'not-ours'
    ? stand('Noted: it is not ours.', 'payment-not-ours', paymentSeen(input))
    : stand('Noted: the refund is taken care of.', 'payment-refund-noted', paymentSeen(input));
}

/** A payment that staff have taken care of waits no longer, and keeps no reminder back. */
function paymentSeen({ prompt }: AnswerInput): Fact[] {
  return prompt.kind === 'payment-review' && prompt.paymentId !== null
    ? [{ fact: 'payment-set-aside', paymentId: prompt.paymentId }]
    : [];
}

type AboutMail = 'send-again' | 'went-out' | 'retry' | 'mail-again';

function aboutMail(input: AnswerInput, choice: AboutMail): AnswerDecision {
  if (choice === 'retry') return mailRetried(input);
  return choice === 'mail-again' ? mailAgain(input) : settleUnknown(input, choice);
}

function mailRetried({ prompt: { inboundMailId } }: AnswerInput): AnswerDecision {
  const facts: Fact[] = inboundMailId === null ? [] : [{ fact: 'mail-retried', inboundMailId }];
  return stand('Trying again now.', 'mail-retried', facts);
}

/** What came back is not sent a second time: by now it may say what is no longer true. */
function mailAgain({ prompt, now }: AnswerInput): AnswerDecision {
  const { outboxItemId } = prompt;
  if (outboxItemId === null) return { kind: 'refuse', tell: 'This card names no mail. Nothing was changed.' };
  return stand(
    'Noted: mail goes there again from now on. What came back is not repeated; if it matters, they can write RESEND to us.',
    'address-reopened',
    [{ fact: 'address-reopened', outboxItemId, at: now }],
  );
}

function settleUnknown({ prompt, by }: AnswerInput, choice: 'send-again' | 'went-out'): AnswerDecision {
  if (prompt.outboxItemId === null)
    return { kind: 'refuse', tell: 'This card names no mail. Nothing was changed.' };
  const as = choice === 'went-out' ? 'sent' : 'pending';
  const tell =
    as === 'sent' ? 'Noted: it counts as sent.' : 'It will be sent again now, with the same Message-ID.';
  return stand(tell, 'outbox-answered', [
    { fact: 'outbox-answered', outboxItemId: prompt.outboxItemId, as, by },
  ]);
}
