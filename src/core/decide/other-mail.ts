// Mails that are neither payments nor SOQs: what robots write is kept and not answered, what people write goes to staff.
import type { MachineNotice } from '../classify/classification.ts';
import type { Decision } from '../decision.ts';
import { decideBounce } from './bounce.ts';
import { mailTitles, type OtherMailInput, review } from './mail-review.ts';
import { answerDraft } from './payment-input.ts';

export function decideOtherMail(input: OtherMailInput): Decision {
  const { classification } = input;
  switch (classification.kind) {
    case 'auto-reply':
      return classification.notice === undefined ? nothingToDo(input) : noticed(input, classification.notice);
    case 'own-mail':
    case 'bulk':
    case 'calendar':
      return nothingToDo(input);
    case 'bounce':
      return decideBounce(input);
    case 'submission':
      return homelessSoq(input);
    default:
      return review(input, `${mailTitles[classification.kind]} needs a person`);
  }
}

function nothingToDo({ classification, about }: OtherMailInput): Decision {
  return { kind: 'ignore', reason: `${classification.kind}: nothing to do`, about, facts: [] };
}

/**
 * A machine wrote it and gets no answer, but a person has to know. Whoever complains wants no more of it, and providers
 * count; only a person can prove to a filter that they are one.
 */
function noticed(input: OtherMailInput, { what }: MachineNotice): Decision {
  const decision = review(input, noticeReasons[what](input.ourMail?.sentTo ?? null));
  const title = noticeTitles[what];
  return {
    ...decision,
    drafts: decision.drafts.map((draft) =>
      draft.channel === 'slack' ? { ...draft, prompt: { ...draft.prompt, title } } : draft,
    ),
  };
}

const noticeReasons: Record<MachineNotice['what'], (sentTo: string | null) => string> = {
  complaint: (sentTo) =>
    sentTo === null
      ? 'it names none of our mails; nothing was stopped'
      : `it is about a mail that we sent to ${sentTo}; nothing was stopped, mail still goes there`,
  unsubscribe: () => 'it could not be told whose announcements to stop; nothing was stopped',
  challenge: (sentTo) => `our mail${sentTo === null ? '' : ` to ${sentTo}`} waits until a person answers it`,
};

const noticeTitles: Record<MachineNotice['what'], string> = {
  complaint: 'Somebody took our mail for spam',
  unsubscribe: 'Somebody wants no more announcements',
  challenge: 'A filter holds a mail of ours back',
};

/** An SOQ without a fee: staff look, and the sender is not left without an answer (once a cycle). */
function homelessSoq(input: OtherMailInput): Decision {
  const decision = review(input, 'no application is known for it: no fee has been seen for this sender');
  const { homeless } = input;
  if (homeless === null) return decision;
  const { address: to, name: toName, key, message } = homeless;
  const answer = answerDraft({ key, to, toName, message, about: null, personId: null });
  return { ...decision, drafts: [...decision.drafts, answer] };
}
