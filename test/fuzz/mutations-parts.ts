// Damage in the structure of parts: what they say of themselves is not what they are.
import { placeOf, run } from './message.ts';
import type { MessageMutation } from './mutations-fields.ts';

const charsets = ['utf-8', 'utf-7', 'utf-16', 'utf-32', 'iso-2022-jp', 'gb18030', 'big5', 'x-user-defined', 'hz-gb-2312', 'none', '', '"', 'utf-8*en'];
const encodings = ['7bit', '8bit', 'binary', 'base64', 'quoted-printable', 'x-uuencode', 'BASE64 ', 'none', ''];
const types = ['text/plain', 'text/html', 'message/rfc822', 'message/delivery-status', 'message/feedback-report', 'message/partial', 'message/external-body', 'multipart/mixed', 'multipart/report; report-type=', 'application/pdf', 'application/ms-tnef', 'text/calendar; method=REQUEST', 'text', '/', ';;;', 'text/plain; format=flowed; delsp=yes'];

const everyLine = (text: string, pattern: RegExp, change: (line: string) => string) => text.replace(pattern, change);

export const partMutations: Readonly<Record<string, MessageMutation>> = {
  'another charset': (message, random) => replaced(message, /charset="?[\w-]*"?/gi, () => `charset=${random.pick(charsets)}`),
  'another transfer encoding': (message, random) =>
    replaced(message, /content-transfer-encoding:[^\r\n]*/gi, () => `Content-Transfer-Encoding: ${random.pick(encodings)}`),
  'another type': (message, random) =>
    replaced(message, /content-type: ?[\w/.-]+/gi, (line) => (random.chance(0.5) ? `Content-Type: ${random.pick(types)}` : line)),
  'damaged boundaries': (message, random) => ({
    ...message,
    body: everyLine(message.body, /^--[^\r\n]{1,80}/gm, (line) =>
      random.chance(0.5) ? (random.pick(['', '--', `${line}x`, line.slice(0, -1), `${line}--`, ` ${line}`, `${line}\r\n${line}`]) ?? '') : line),
  }),
  'no closing boundary': (message) => ({ ...message, body: message.body.replace(/^(--[^\r\n]{1,80})--[ \t]*$/gm, '') }),
  'another boundary in the header': (message, random) =>
    replaced(message, /boundary="?[^";\r\n]*"?/gi, () => `boundary="${random.pick(['', ' ', '-', 'a'.repeat(300), '=_part', '"'])}"`),
  'deep multiparts': (message, random) => {
    const depth = 1 + random.below(random.chance(0.2) ? 3_000 : 60);
    const head = Array.from({ length: depth }, (_, at) => `--b${at}\r\nContent-Type: multipart/mixed; boundary=b${at + 1}\r\n\r\n`);
    const fields = message.fields.filter((field) => !/^content-/i.test(field));
    return { fields: [...fields, 'Content-Type: multipart/mixed; boundary=b0'], body: `${head.join('')}--b${depth}\r\n\r\n${message.body}` };
  },
  'a mail in a mail in a mail': (message, random) => {
    const depth = 1 + random.below(random.chance(0.2) ? 500 : 20);
    const fields = message.fields.filter((field) => !/^content-/i.test(field));
    return { fields: [...fields, 'Content-Type: message/rfc822'], body: `${'Subject: x\r\nContent-Type: message/rfc822\r\n\r\n'.repeat(depth)}${message.body}` };
  },
  'very many parts': (message, random) => {
    const count = 100 + random.below(2_500);
    const fields = message.fields.filter((field) => !/^content-/i.test(field));
    const part = `--b\r\nContent-Type: ${random.pick(types)}\r\n\r\nword\r\n`;
    return { fields: [...fields, 'Content-Type: multipart/mixed; boundary=b'], body: `${part.repeat(count)}--b--\r\n` };
  },
  'deep tables and quotations': (message, random) => {
    const tag = random.pick(['table><tr><td', 'blockquote', 'div', 'ul><li', 'b', 'style', 'script']) ?? 'b';
    const depth = 1 + random.below(random.chance(0.2) ? 20_000 : 200);
    const fields = message.fields.filter((field) => !/^content-/i.test(field));
    return { fields: [...fields, 'Content-Type: text/html'], body: `${`<${tag}>`.repeat(depth)}word ${message.body}` };
  },
  'a run in the body': (message, random) => {
    const lines = message.body.split('\r\n');
    const at = Math.max(0, placeOf(random, lines, /\S/));
    return { ...message, body: lines.with(at, `${lines[at]}${run(random)}`).join('\r\n') };
  },
  'everything in one line': (message) => ({ ...message, body: message.body.replace(/\r\n(?!--|content-|\r\n)/gi, ' ') }),
  'an empty body': (message) => ({ ...message, body: '' }),
};

function replaced(message: Parameters<MessageMutation>[0], pattern: RegExp, change: (found: string) => string) {
  return {
    fields: message.fields.map((field) => field.replace(pattern, change)),
    body: message.body.replace(pattern, change),
  };
}
