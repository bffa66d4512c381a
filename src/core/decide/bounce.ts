// What becomes of an address when mail to it comes back.
import type { BouncedRecipient } from '../classify/classification.ts';
import type { Decision } from '../decision.ts';
import type { Fact } from '../facts.ts';
import { type OtherMailInput, type OurMail, review } from './mail-review.ts';

/**
 * A mail that we really sent came back. For good (RFC 3464 `failed`, RFC 3463 5.y.z): mail to the address stops. For a
 * while, a full mailbox for instance: that mail is lost all the same, so staff are told, and so many in a row
 * (`mailLimits.softBounces`) stop the address too. A delay is neither: the mail is still on its way.
 */
export function decideBounce(input: OtherMailInput): Decision {
  const { classification, ourMail, about } = input;
  if (ourMail === null) return review(input, 'a bounce that names none of our mails');
  const { sentTo } = ourMail;
  const lost = (classification.bounce?.recipients ?? []).filter(({ action }) => action === 'failed');
  const own = lost.filter(({ address }) => address.toLowerCase() === sentTo);
  const failed = own.find(({ permanent }) => permanent) ?? own[0];
  if (failed !== undefined)
    return failed.permanent ? hard(input, ourMail, failed) : soft(input, ourMail, failed);
  // Somebody who forwards their mail, or a report about another mail: the address itself may be in order.
  if (lost.length > 0)
    return review(input, `mail to ${sentTo} came back from ${lost.map(({ address }) => address).join(', ')}`);
  const reason = `mail to ${sentTo} is delayed; its mail system is still trying`;
  return { kind: 'ignore', reason, about, facts: [] };
}

const forGood = 'cannot be delivered';

/** Whether what is kept of a mail that came back says that its address takes none at all. */
export function returnedForGood(why: string): boolean {
  return why.startsWith(forGood);
}

function hard(input: OtherMailInput, ourMail: OurMail, failed: BouncedRecipient): Decision {
  const why = `${forGood} (${statusOf(failed)})`;
  const reason = `mail to ${ourMail.sentTo} ${why}: no more mail goes there until somebody writes from it, or you say so`;
  return { ...card(input, ourMail, reason), facts: [returned(input, ourMail, why), stopped(input, ourMail)] };
}

function soft(input: OtherMailInput, ourMail: OurMail, failed: BouncedRecipient): Decision {
  const { sentTo, returnedBefore, softBounces } = ourMail;
  const why = `did not arrive and will not be tried again (${statusOf(failed)})`;
  const times = returnedBefore + 1;
  const isLast = times >= softBounces;
  const meaning = isLast
    ? `the ${ordinal(times)} in a row: no more mail goes there until somebody writes from it, or you say so`
    : `the ${ordinal(times)} in a row; after the ${ordinal(softBounces)} no more mail goes there`;
  return {
    ...card(input, ourMail, `a mail to ${sentTo} ${why}: ${meaning}`),
    facts: [returned(input, ourMail, why), ...(isLast ? [stopped(input, ourMail)] : [])],
  };
}

/** The card of the report, with a button for an address that is in order after all. */
function card(input: OtherMailInput, { itemId }: OurMail, reason: string): Decision {
  const decision = review(input, reason);
  return {
    ...decision,
    drafts: decision.drafts.map((draft) =>
      draft.channel === 'slack'
        ? { ...draft, prompt: { ...draft.prompt, kind: 'mail-returned' as const, outboxItemId: itemId } }
        : draft,
    ),
  };
}

const returned = ({ now }: OtherMailInput, { itemId }: OurMail, why: string): Fact => ({
  fact: 'mail-returned',
  outboxItemId: itemId,
  why,
  at: now,
});

const stopped = ({ now }: OtherMailInput, { sentTo }: OurMail): Fact => ({
  fact: 'address-bounced',
  address: sentTo,
  at: now,
});

const statusOf = ({ status }: BouncedRecipient) => status ?? 'no status';

function ordinal(number: number): string {
  const ends: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
  return `${number}${ends[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)]}`;
}
