import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { TransientError } from '../src/errors.ts';
import { createLog, maskLine } from '../src/log.ts';

function written(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk, _, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  write(createLog('info', destination));
  return lines.map((line) => JSON.parse(line));
}

test('fields that are secret or personal by name are not written, at any of three depths', () => {
  const [line] = written((log) =>
    log.info(
      { subject: 'SOQ', mail: { to: 'x', header: { from: 'y' } }, options: { botToken: 'z' } },
      'sent',
    ),
  );
  expect(line).toMatchObject({
    msg: 'sent',
    subject: '[private]',
    mail: { to: '[private]', header: { from: '[private]' } },
    options: { botToken: '[private]' },
  });
});

test('an error is written with its cause, and without the address in its message', () => {
  const cause = new Error('550 no such user pat.doe@example.org');
  const [line] = written((log) => log.error({ err: new TransientError('not sent', { cause }) }, 'failed'));
  expect(line).toMatchObject({
    err: { type: 'TransientError', message: 'not sent: 550 no such user p…@example.org' },
  });
});

test('what is less severe than the level is not written', () => {
  expect(written((log) => log.debug({}, 'payload'))).toEqual([]);
});

test.each([
  ['Pat Doe <pat.doe+soq@mail.example.org>', 'Pat Doe <p…@mail.example.org>'],
  ['imaps://box:s3cret%40@imap.example.org:993/INBOX', 'imaps://[credentials]@imap.example.org:993/INBOX'],
  ['postgresql://torq:pw@localhost/torq', 'postgresql://[credentials]@localhost/torq'],
  ['token xoxb-12-34-AbC and xapp-1-A-2-f', 'token [token] and [token]'],
  ['Authorization: Bearer abc.def-123=', 'Authorization: Bearer [token]'],
  ['file:./data/torq.db at 10:00', 'file:./data/torq.db at 10:00'],
])('the line %j is written as %j', (line, masked) => {
  expect(maskLine(line)).toBe(masked);
});
