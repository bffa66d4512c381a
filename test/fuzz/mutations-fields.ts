// Damage in the header section, and hostile fields.
import type { Random } from '../chaos/random.ts';
import { type Message, nameOf, noise, placeOf, run } from './message.ts';

export type MessageMutation = (message: Message, random: Random) => Message;

const dates = ['', 'yesterday', 'Mon, 99 Foo 20233 99:99:99 +9999', '(((((', '0', '-1', '275761-01-01', 'Thu, 1 Jan 1970 00:00:00 +0000 (a (b (c'];
const encoded = ['=?utf-8?b?////?=', '=?utf-8?q?=ZZ=?=', '=?x-unknown?b?AAAA?=', '=?utf-8?b?', '=?iso-2022-jp?b?GyRCRnxLXA==?=', '=?utf-16?b?/v8=?=', '=?utf-8?q?=0D=0ASubject:_forged?=', '=?=?=?=?='];
const names = ['From', 'To', 'Subject', 'Date', 'Content-Type', 'Return-Path', 'Auto-Submitted', 'Message-ID', 'References', 'List-Id', 'Authentication-Results', 'Received', 'X-Failed-Recipients', 'Content-Class'];

function withField(message: Message, at: number, field: string): Message {
  return { ...message, fields: message.fields.toSpliced(Math.max(0, at), 0, field) };
}

function anywhere({ fields }: Message, random: Random): number {
  return random.below(fields.length + 1);
}

export const fieldMutations: Readonly<Record<string, MessageMutation>> = {
  'double a field': (message, random) => withField(message, anywhere(message, random), random.pick(message.fields) ?? ''),
  'lose a field': (message, random) => ({ ...message, fields: message.fields.toSpliced(random.below(message.fields.length), 1) }),
  'shuffle fields': (message, random) => ({
    ...message,
    fields: message.fields
      .map((field) => ({ field, place: random.next() }))
      .toSorted((one, other) => one.place - other.place)
      .map(({ field }) => field),
  }),
  'very many fields': (message, random) => ({
    ...message,
    fields: [...message.fields, ...Array.from({ length: 200 * (1 + random.below(50)) }, (_, at) => `X-Field-${at}: ${at}`)],
  }),
  'very many of one field': (message, random) => {
    const field = random.pick(message.fields) ?? 'To: a@example.org';
    return { ...message, fields: [...message.fields, ...Array.from({ length: 500 + random.below(3_000) }, () => field)] };
  },
  'a run in a field': (message, random) => withField(message, anywhere(message, random), `${random.pick(names)}: ${run(random)}`),
  'a run behind a value': (message, random) => {
    const at = random.below(message.fields.length);
    return { ...message, fields: message.fields.with(at, `${message.fields[at]}${run(random)}`) };
  },
  'noise in a field': (message, random) => withField(message, anywhere(message, random), `${random.pick(names)}: ${noise(random, random.below(400))}`),
  'invalid date': (message, random) => ({
    ...message,
    fields: message.fields.map((field) => (nameOf(field) === 'date' ? `Date: ${random.pick(dates)}` : field)),
  }),
  'garbage as encoded words': (message, random) => {
    const at = placeOf(random, message.fields, /^(?:subject|from|to|content-type)\s*:/i);
    const word = (random.pick(encoded) ?? '').repeat(1 + random.below(random.chance(0.1) ? 5_000 : 20));
    return at < 0 ? message : { ...message, fields: message.fields.with(at, `${message.fields[at]} ${word}`) };
  },
  'fold everywhere': (message) => ({ ...message, fields: message.fields.map((field) => field.replaceAll(' ', '\r\n ')) }),
  'fold with empty lines': (message, random) => {
    const at = random.below(message.fields.length);
    return { ...message, fields: message.fields.with(at, `${message.fields[at]}\r\n${' \r\n'.repeat(1 + random.below(3_000))} end`) };
  },
  'nested groups and comments': (message, random) => {
    const depth = 1 + random.below(random.chance(0.1) ? 20_000 : 50);
    const value = random.pick([`${'('.repeat(depth)}a${')'.repeat(depth)} a@example.org`, `${'a:'.repeat(depth)}a@example.org${';'.repeat(depth)}`, `${'<'.repeat(depth)}a@example.org${'>'.repeat(depth)}`, `"${'\\"'.repeat(depth)}" <a@example.org>`]);
    return withField(message, anywhere(message, random), `${random.pick(['From', 'To', 'Cc', 'Reply-To'])}: ${value}`);
  },
};
