// Reads PayPal's mails about one payment, as the payer gets them ("You sent a payment") and as the merchant does.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { amountAfter } from './amounts.ts';
import { type Body, flatten, withoutGreeting } from './body.ts';
import { type BodyReading, bodyReading, readBodies } from './body-reading.ts';
import { amountsIn, moneyPattern } from './money.ts';
import { payPalItems } from './paypal-items.ts';
import { payPalRefund } from './paypal-refund.ts';
import type { PaymentReading, PaymentStatus } from './reading.ts';
import { notReceived, statusBy } from './signs.ts';
import { datePattern, statedTime } from './stated-time.ts';

const transaction = /\btransaction (?:id|no\.?|number) ?:? ?#?([A-Z0-9]{17})\b/i;
/** A refund has an id of its own; the order is the payment that it gives back. */
const original = /\b(?:original|parent) transaction (?:id|no\.?|number) ?:? ?#?([A-Z0-9]{17})\b/i;
const receipt = /\breceipt (?:id|no\.?|number) ?:? ?#?(\d{4}-\d{4}-\d{4}-\d{4})\b/i;
const mailbox = String.raw`[^\s()<>@]{1,64}@[^\s()<>@]{1,255}`;
const amount = String.raw`(${moneyPattern})(?: USD\b)?`;
const nameEnds = String.raw`(?: ?[(<](?:mailto:)?(${mailbox})[)>]|[.!](?: |$)| on (?=${datePattern})| (?=transaction\b|it may\b|this charge\b|receipt (?:id|no)\b|date\b|status\b|merchant\b|buyer\b|seller\b|note\b)|$)`;
const sent = new RegExp(
  String.raw`\byou(?:'ve| have)? (?:just )?(?:sent|paid|made)(?: an?)?(?: [a-z]{1,12})?(?: payment)?(?: of| for)? ?${amount} to (.{1,160}?)${nameEnds}`,
  'gi',
);
const received = new RegExp(
  String.raw`\byou(?:'ve| have)? (?:just )?(?:received|got)(?: an?)?(?: [a-z]{1,12})? payment(?: of ${amount})?(?: from (.{1,160}?)${nameEnds})?`,
  'gi',
);
const subjectMerchant = /\b(?:receipt for )?your payment to (.{1,200})$/i;
const greetingName = /^(?:hi|hello|dear) ([^,!:]{1,120})[,!:]/i;
const smallPrint =
  /\b(?:issues with this|need help|questions\?|help (?:&|and|centre|center)|please do not reply|don't see|copyright|©|how do i know|see your .{0,30} details)/i;
const statusLabel = /\b(?:payment )?status ?: ?([a-z -]{3,20})/i;

/** What a PayPal mail says, or null when it is none. The order is the transaction id, else the receipt id. */
export function readPayPal(mail: ParsedMail, programme: Programme): PaymentReading | null {
  return readBodies('paypal', mail, programme, (body) => readBody(body, mail, programme));
}

function readBody(body: Body, mail: ParsedMail, programme: Programme): BodyReading | null {
  const ids = [original, transaction, receipt].map((id) => id.exec(body.flat)?.[1]);
  const order = ids.find((id) => id !== undefined);
  if (!order || !/\bpaypal\b/i.test(`${body.subject} ${body.source} ${mail.from[0]?.address}`)) {
    return null;
  }
  const currency = programme.payments.currency;
  // A greeting names a person in that person's own words.
  const flat = flatten(withoutGreeting(body.lines));
  const byPayer = [...flat.matchAll(sent)];
  const byMerchant = byPayer.length > 0 ? [] : [...flat.matchAll(received)];
  const said = amountsIn([...byPayer, ...byMerchant][0]?.[1] ?? '', currency)[0] ?? null;
  const { money, doubts } = amountAfter(flat, amountLabels, currency);
  const differ = said !== null && money !== null && said.cents !== money.cents;
  const name = body.lines.map((line) => greetingName.exec(line)?.[1]).find((one) => one !== undefined);
  const [buyer] = byMerchant;
  const isMerchants = byPayer.length === 0 && buyer !== undefined;
  const isSaid = byPayer.length + byMerchant.length > 0;
  const status = statusOf(body.subject, withoutNames(flat, [...byPayer, ...byMerchant]), isSaid);
  const refund = status === 'refunded' ? payPalRefund(flat, called(name, mail)) : null;
  return bodyReading({
    order: order.toUpperCase(),
    status,
    total: said ?? money,
    items: payPalItems(flat, currency, said ?? money),
    payer: isMerchants
      ? { name: buyer[2]?.trim() ?? null, email: buyer[3]?.toLowerCase() ?? null }
      : { name: name ?? null, email: null },
    when: dated(flat, programme),
    merchants: isMerchants ? called(name, mail) : merchantsOf(byPayer, body.subject),
    ...refund,
    doubts: [...doubts, ...(differ ? ['the amount paid and the total are not the same'] : [])],
  });
}

const amountLabels = [
  String.raw`(?<!sub)\btotal(?: amount| paid)?`,
  String.raw`\bamount (?:paid|received|sent)`,
  String.raw`\bpayment(?: amount)?`,
  String.raw`\b(?:refund|amount)(?: amount| of)?`,
];

/** People and shops are called what they like: "Pending Brothers" are not pending. */
function withoutNames(flat: string, sentences: readonly RegExpMatchArray[]): string {
  return sentences.reduce((text, match) => text.replaceAll(match[2] || '\n', '...'), flat);
}

function statusOf(subject: string, flat: string, isSaid: boolean): PaymentStatus | null {
  const words = flat.split(smallPrint)[0] ?? '';
  const refused = statusBy(`${subject} | ${words}`, notReceived);
  const stated = statusLabel.exec(flat)?.[1];
  if (refused) {
    return refused;
  }
  if (stated && !/^(?:completed?|paid|success|successful|received|sent)\b/i.test(stated)) {
    return 'on-hold';
  }
  return isSaid ? 'paid' : null;
}

/** The date stands behind its label, or at the very top. It is in the payer's zone. */
function dated(flat: string, programme: Programme): BodyReading['when'] {
  const at = /\b(?:transaction |payment |sent )?(?:date|on) ?:? ?(?=\S)/i;
  const label = new RegExp(`${at.source}(?=${datePattern})`, 'i').exec(flat);
  return statedTime(label ? flat.slice(label.index + label[0].length) : flat, programme.timeZone);
}

/** Whom the payer paid; sentences that name different ones name nobody. */
function merchantsOf(sentences: readonly RegExpMatchArray[], subject: string): string[] {
  const found = sentences.map((match) => ({ name: match[2]?.trim() ?? '', email: match[3]?.toLowerCase() }));
  const names = [...new Set(found.map(({ name }) => name))];
  const emails = [...new Set(found.flatMap(({ email }) => email ?? []))];
  if (names.length > 1 || emails.length > 1) {
    return [];
  }
  const bySubject = subjectMerchant.exec(subject)?.[1];
  return [...(names.length > 0 ? names : bySubject ? [bySubject.trim()] : []), ...emails];
}

/** The merchant's own copy greets the merchant and is sent to it. */
function called(name: string | undefined, mail: ParsedMail): string[] {
  return [...(name ? [name.trim()] : []), ...mail.to.map(({ address }) => address)];
}
