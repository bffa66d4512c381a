// The match desk: staff say whose a payment or an SOQ is. The mail is then decided again as if it had come from that
// person; what else is wrong with it stays to be told.
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import type { Choice } from '../choice.ts';
import { cleanLine } from '../clean.ts';
import type { Fact } from '../facts.ts';

export type MatchChoice = Extract<Choice, `match-${string}`>;

/** An address in what staff wrote: "pat@example.org", or "Pat Doe <pat@example.org>" with the name. */
export function namedIn(words: string | null): { name: string | null; address: string } | null {
  const text = (words ?? '').replace(/\s+/g, ' ').trim();
  const [, name = '', bracketed] = /^(.{0,120}?)\s*<([^<>\s]+)>$/.exec(text) ?? [];
  const address = (bracketed ?? text).toLowerCase();
  if (!/^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,255}$/u.test(address)) return null;
  return { name: name === '' ? null : name, address };
}

/** Hands the mail of a card to the person whom staff named. */
export function assign(input: AnswerInput, choice: MatchChoice): AnswerDecision {
  const { prompt, named, by } = input;
  if (prompt.inboundMailId === null) return refuse('This card names no mail. Nothing was changed.');
  const target = targetOf(input, choice);
  if ('problem' in target) return refuse(target.problem);
  const who = named?.name ?? target.name ?? target.address;
  const fact: Fact = {
    fact: 'mail-assigned',
    inboundMailId: prompt.inboundMailId,
    assignment: { address: target.address, name: target.name, by },
  };
  return {
    kind: 'stand',
    tell: `Noted: this is ${who}’s. torq looks at it again now; if anything else is in the way, a new card will say so. ${alwaysWords(input, target.address)}`,
    event: 'mail-assigned',
    ...(named === null ? {} : { personId: named.id }),
    expects: [],
    facts: [fact],
    drafts: [],
  };
}

/** A payer's address is not offered with a click: one account often pays for several people. */
function alwaysWords({ prompt }: AnswerInput, address: string): string {
  return prompt.kind === 'mail-review'
    ? 'If this address is always theirs, say so with “Always theirs” on this card.'
    : `If this address is always theirs, add it on their page: /torq ${address}, “Do something”.`;
}

type Target = { address: string; name: string | null } | { problem: string };

function targetOf(input: AnswerInput, choice: MatchChoice): Target {
  const { prompt, reason, named } = input;
  if (choice !== 'match-other' && choice !== 'match-new') {
    const person = prompt.people[Number(choice.slice('match-'.length))];
    return person ?? { problem: 'That person is not on this card any more. Nothing was changed.' };
  }
  const written = namedIn(reason);
  if (written === null && choice === 'match-other') return foundTarget(input);
  if (written === null)
    return {
      problem: 'That is not a mail address that torq can read. Nothing was changed: please try again.',
    };
  if (choice === 'match-other')
    return named === null
      ? { problem: `Nobody with the address ${written.address} is known. Nothing was changed.` }
      : written;
  if (named !== null)
    return {
      problem: `${written.address} is ${named.name}’s: please choose "Other person". Nothing was changed.`,
    };
  return written.name === null
    ? {
        problem:
          'A new person needs a name and an address: "Pat Doe <pat@example.org>". Nothing was changed.',
      }
    : written;
}

const mostNamed = 5;

/** One who is found by a name is meant; of several, the address says who. */
function foundTarget({ found, reason }: AnswerInput): Target {
  const [only] = found;
  if (only !== undefined && found.length === 1) return { address: only.address, name: null };
  const words = cleanLine(reason ?? '').slice(0, 80);
  if (only === undefined)
    return { problem: `torq knows nobody by “${words}”. Nothing was changed: please try again.` };
  const shown = found.slice(0, mostNamed).map(({ name, address }) => `${name} <${address}>`);
  const more = found.length > mostNamed ? ', and more' : '';
  return {
    problem: `“${words}” may be ${shown.join(', ')}${more}. Nothing was changed: please write the address.`,
  };
}

function refuse(tell: string): AnswerDecision {
  return { kind: 'refuse', tell };
}
