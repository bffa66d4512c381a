// What happens to mail on its way, and what people do to it on purpose. A seed and a chance make one mutant, always the same.
import type { Random } from '../chaos/random.ts';

type Mutation = (mail: Buffer, random: Random) => Buffer;

/** One to four mutations, one after the other. */
export function mutate(mail: Buffer, random: Random): Buffer {
  let mutant = mail;
  for (let times = 1 + random.below(4); times > 0; times -= 1)
    mutant = (random.pick(mutations) ?? flipBytes)(mutant, random);
  return mutant.subarray(0, 4 * 1024 * 1024);
}

const flipBytes: Mutation = (mail, random) => {
  const mutant = Buffer.from(mail);
  for (let times = 1 + random.below(40); times > 0; times -= 1)
    if (mutant.length > 0) mutant[random.below(mutant.length)] = random.below(256);
  return mutant;
};

const truncate: Mutation = (mail, random) => mail.subarray(0, random.below(mail.length + 1));

const cutOut: Mutation = (mail, random) => {
  const from = random.below(mail.length + 1);
  return Buffer.concat([mail.subarray(0, from), mail.subarray(from + random.below(500))]);
};

const doubleRange: Mutation = (mail, random) => {
  const from = random.below(mail.length + 1);
  const piece = mail.subarray(from, from + random.below(5000));
  const times = 1 + random.below(30);
  return Buffer.concat([mail.subarray(0, from), ...Array<Buffer>(times).fill(piece), mail.subarray(from)]);
};

/** Works on the lines of the header section; the body stays. */
function onHeader(change: (lines: string[], random: Random) => string[]): Mutation {
  return (mail, random) => {
    const end = Math.max(0, mail.indexOf('\r\n\r\n'));
    const lines = mail.subarray(0, end).toString('latin1').split('\r\n');
    return Buffer.concat([Buffer.from(change(lines, random).join('\r\n'), 'latin1'), mail.subarray(end)]);
  };
}

const repeatField = onHeader((lines, random) => {
  const line = random.pick(lines) ?? '';
  const copies = Array<string>(1 + random.below(random.chance(0.1) ? 3000 : 4)).fill(line);
  return lines.toSpliced(random.below(lines.length + 1), 0, ...copies);
});
const dropField = onHeader((lines, random) => lines.toSpliced(random.below(lines.length), 1));
const shuffleFields = onHeader((lines, random) =>
  lines
    .map((line) => ({ line, at: random.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ line }) => line),
);
const hostileValues = [
  '=?utf-8?B?////?=', '=?x-unknown?Q?=ZZ=?=', '=?utf-8?Q?'.repeat(300), '"'.repeat(2000), '<'.repeat(3000),
  '('.repeat(5000), ','.repeat(4000), '@'.repeat(2000), 'a@b,'.repeat(2000), 'Fri, 99 Foo 20233 99:99:99 +9999',
  '\u0000\u0001\u0002', ';'.repeat(3000), ' '.repeat(20_000), '<a@b>'.repeat(1000), 'x'.repeat(100_000),
  'multipart/mixed; boundary="', 'text/plain; charset=utf-7', 'text/html; charset="iso-2022-jp', 'message/rfc822',
  'base64', 'quoted-printable', 'uuencode', 'multipart/report; report-type=delivery-status; boundary==',
]; // biome-ignore format: a list of values, as dense as they are
const spoilValue = onHeader((lines, random) => {
  const at = random.below(lines.length);
  const name = (lines[at] ?? '').split(':')[0] ?? 'X';
  return lines.toSpliced(at, 1, `${name}: ${random.pick(hostileValues)}`);
});

/** In any place, also in the headers of parts: another charset, encoding or type than the content has. */
const lies: Mutation = (mail, random) => {
  const pairs = [
    [/charset=[\w"-]+/gi, ['charset=utf-16', 'charset=us-ascii', 'charset=gb18030', 'charset=utf-8', 'charset=']],
    [/Content-Transfer-Encoding: \S+/gi, ['base64', 'quoted-printable', '8bit', 'x-nothing'].map((name) => `Content-Transfer-Encoding: ${name}`)],
    [/boundary="?[^"\r\n;]+"?/gi, ['boundary="=_part"', 'boundary=""', 'boundary="a b"', `boundary="${'x'.repeat(500)}"`]],
    [/Content-Type: [^\r\n;]+/gi, ['text/html', 'message/rfc822', 'multipart/mixed', 'message/delivery-status', 'application/pdf', 'text/calendar'].map((type) => `Content-Type: ${type}`)],
  ] as const; // biome-ignore format: a pattern and its lies on a line
  const [pattern, words] = pairs[random.below(pairs.length)] ?? pairs[0];
  const text = mail
    .toString('latin1')
    .replace(pattern, (found) => (random.chance(0.6) ? (random.pick(words) ?? '') : found));
  return Buffer.from(text, 'latin1');
};

const otherLineEnds: Mutation = (mail, random) => {
  const ends = ['\n', '\r', '\r\r\n', '\r\n\r\n', '\n\r', '\u0000\r\n'];
  return Buffer.from(mail.toString('latin1').replaceAll('\r\n', random.pick(ends) ?? '\n'), 'latin1');
};

const insertRun: Mutation = (mail, random) => {
  const pieces = [
    '>',
    ' ',
    '\t',
    '<',
    '-',
    '=',
    '&',
    '(',
    '<div>',
    '<table><tr><td>',
    '&#x',
    '> ',
    '\r\n',
    '$1',
    'On ',
    '--=_part\r\n',
    '\u0000',
    'a@b.c ',
    'Total: ',
  ];
  const run = (random.pick(pieces) ?? ' ').repeat(1 + random.below(random.chance(0.1) ? 100_000 : 2000));
  const at = random.below(mail.length + 1);
  return Buffer.concat([mail.subarray(0, at), Buffer.from(run, 'latin1'), mail.subarray(at)]);
};

/** The mail inside a mail inside a mail, or parts inside parts. */
const nest: Mutation = (mail, random) => {
  const depth = 1 + random.below(random.chance(0.1) ? 400 : 8);
  const asMail = random.chance(0.5);
  const head = (level: number) =>
    asMail
      ? `Subject: level ${level}\r\nContent-Type: message/rfc822\r\n\r\n`
      : `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`;
  const heads = Array.from({ length: depth }, (_, level) => head(level)).join('');
  return Buffer.concat([Buffer.from(heads), mail]);
};

const mutations: readonly Mutation[] = [
  flipBytes, truncate, cutOut, doubleRange, repeatField, dropField, shuffleFields, spoilValue, spoilValue, lies, lies,
  otherLineEnds, insertRun, insertRun, nest,
]; // biome-ignore format: a list
