// What staff say on the match desk once and for all: whose an address always is, and whose it is not.
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { assignedAnswers, type Stranger } from '../stranger.ts';
import { machineReason } from './machine-sender.ts';

/** Mail from the address of this card is that person's from now on. It makes no mail authenticated. */
export function alwaysTheirs(input: AnswerInput): AnswerDecision {
  const { stranger, by, now } = input;
  const problem = problemOf(input);
  if (problem !== null || stranger?.assigned == null)
    return refuse(problem ?? 'torq no longer knows that person.');
  const { address, assigned } = stranger;
  return {
    kind: 'remembered',
    tell: `Noted: mail from ${address} is ${assigned.name}’s from now on. Mail to them goes where it went before. It can be removed on their page.`,
    event: 'add-address',
    personId: assigned.id,
    expects: [],
    facts: [{ fact: 'address-added', personId: assigned.id, address, by, at: now }],
    drafts: [],
  };
}

function problemOf(input: AnswerInput): string | null {
  const { prompt, stranger, programme } = input;
  if (!assignedAnswers.some((choice) => choice === prompt.answer))
    return 'Nobody has said on this card whose the mail is.';
  if (stranger === null) return 'This card names no address.';
  if (stranger.owner !== null) return `${stranger.address} is ${stranger.owner.name}’s already.`;
  if (isOneself(input, stranger)) return 'This is about you, so another approver has to say it.';
  const machine = machineReason(stranger.address, programme);
  return machine === null ? null : `${machine}, so it can be nobody’s.`;
}

function isOneself({ by, byAddress }: AnswerInput, { address, assigned }: Stranger): boolean {
  const own = [address, ...(assigned?.addresses ?? []).map((entry) => entry.address)];
  return assigned?.slackUserId === by || (byAddress !== null && own.includes(byAddress));
}

/** Those whom the card suggests are not suggested for this address again; the card asks on, without them. */
export function noneOfThese({ prompt, stranger, by, now }: AnswerInput): AnswerDecision {
  const { people } = prompt;
  if (people.length === 0) return refuse('Nobody is suggested on this card any more.');
  if (stranger === null) return refuse('This card names no address, so there is nothing to remember.');
  const names = people.map(({ name }) => name).join(', ');
  return {
    kind: 'noted',
    as: 'done',
    tell: `Noted: not ${names}. They are not suggested for ${stranger.address} again. The card still asks whose it is.`,
    event: 'not-the-same',
    facts: [
      {
        fact: 'not-the-same',
        promptId: prompt.id,
        address: stranger.address,
        people,
        rows: [...prompt.facts.filter(([label]) => label !== 'Likely'), ['It is not', names]],
        by,
        at: now,
      },
    ],
  };
}

function refuse(tell: string): AnswerDecision {
  return { kind: 'refuse', tell: `${tell} Nothing was changed.` };
}
