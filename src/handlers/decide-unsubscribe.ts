// A mail that asks for no more announcements: whose they are, and who may be answered, is found out here.
import { recipientsOf } from '../core/addressee.ts';
import { machineReason } from '../core/decide/machine-sender.ts';
import { hasMoreWords } from '../core/decide/more-words.ts';
import { decideUnsubscribe } from '../core/decide/unsubscribe.ts';
import type { Decision } from '../core/decision.ts';
import type { ParsedMail } from '../core/mail.ts';
import type { Match } from '../core/match.ts';
import { personByAddress } from '../store/cases.ts';
import { announcedTo, isListed, optOutsOf } from '../store/opt-outs.ts';
import type { ReadableMail } from './readable-mail.ts';
import type { Desk, Shell } from './shell.ts';

type Asked = { addresses: readonly string[]; how: string; isOurs: boolean };

/**
 * The decision about such a mail, or null. What else the person wrote is decided by `rest` as if the word had not been
 * there: a person reads it.
 */
export async function decideUnsubscribeMail(
  shell: Shell,
  { programme }: Desk,
  read: ReadableMail,
  { match, rest }: { match: Match; rest: () => Promise<Decision> },
): Promise<Decision | null> {
  const asked = await askedFor(shell, { programme }, read);
  if (asked === null) return null;
  const { database } = shell;
  const [first = ''] = asked.addresses;
  const since = await optOutsOf(database.read, programme.name, asked.addresses);
  const person = await personByAddress(database.read, first);
  const decision = decideUnsubscribe({
    addresses: asked.addresses.map((address) => ({ address, optedOutAt: since.get(address) ?? null })),
    how: asked.how,
    by: senderOf(read.mail),
    person,
    about: match.kind === 'matched' && match.flag === null ? match.about : null,
    unanswered: await whyUnanswered(shell, { programme }, read, {
      ...asked,
      first,
      isKnown: person !== null,
    }),
    programme,
    now: shell.now(),
  });
  return wordsBeside(read) ? together(await rest(), decision) : decision;
}

/** By the signed address that our announcement names, else by the word that somebody wrote; null: nobody asks. */
async function askedFor(
  { database, references }: Shell,
  { programme }: Pick<Desk, 'programme'>,
  { mail, classification }: ReadableMail,
): Promise<Asked | null> {
  const { kind, command, notice } = classification;
  const byWord = command === 'unsubscribe' || notice?.what === 'unsubscribe';
  // Offices that stamp all their mail as bulk have people in them, too.
  if (!byWord && kind !== 'question' && kind !== 'bulk') return null;
  const itemTo = async (itemId: string | null) =>
    itemId === null ? null : announcedTo(database.read, itemId, programme.name);
  for (const address of recipientsOf(mail)) {
    const to = await itemTo(references.readUnsubscribeAddress(address, programme.addresses.programme));
    if (to !== null)
      return { addresses: [to], how: 'by the address that only our announcement names', isOurs: true };
  }
  const sender = senderOf(mail);
  if (!byWord || sender === null) return null;
  const [parent] = mail.inReplyTo;
  const to = await itemTo(parent === undefined ? null : references.readMessageId(parent));
  if (to !== null)
    return { addresses: [...new Set([to, sender])], how: 'in an answer to our announcement', isOurs: true };
  return { addresses: [sender], how: `by a mail from ${sender}`, isOurs: false };
}

/** Robots are not answered, nor is an address that somebody else may have written into From. */
async function whyUnanswered(
  { database }: Shell,
  { programme }: Pick<Desk, 'programme'>,
  { classification, authentication }: ReadableMail,
  { isOurs, isKnown, first }: Asked & { first: string; isKnown: boolean },
): Promise<string | null> {
  if (classification.kind === 'auto-reply' || classification.kind === 'bulk') return 'a machine wrote it';
  const machine = machineReason(first, programme);
  if (machine !== null) return machine;
  if (isOurs || isKnown || authentication.authenticated) return null;
  if (await isListed(database.read, programme.name, first)) return null;
  return 'nobody with this address is known, and it may be forged';
}

/** The one From address, lower-cased, or null. */
function senderOf({ from, fromFields }: ParsedMail): string | null {
  return fromFields === 1 && from.length === 1 ? (from[0]?.address.toLowerCase() ?? null) : null;
}

function wordsBeside({ classification: { kind, replyText } }: ReadableMail): boolean {
  return (kind === 'question' || kind === 'command') && hasMoreWords(replyText);
}

/** Both at once: what was asked for is done, and what was written beside it is decided by itself. */
function together(rest: Decision, stop: Decision): Decision {
  if (stop.kind === 'ignore') return rest;
  if (rest.kind === 'ignore') return { ...stop, facts: [...rest.facts, ...stop.facts] };
  return {
    ...rest,
    reason: `${rest.reason}; ${stop.reason}`,
    facts: [...rest.facts, ...stop.facts],
    drafts: [...rest.drafts, ...stop.drafts],
  };
}
