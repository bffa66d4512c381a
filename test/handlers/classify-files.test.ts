import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unreadable } from '../../src/core/classify/classify.ts';
import { type ClassifyLine, classifyFiles, describe } from '../../src/handlers/classify-files.ts';
import { readMessage } from '../../src/reading.ts';
import { pdf } from '../fixtures/pdf.ts';
import { rawMail } from '../fixtures/raw-mail.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { igpTor } from '../support/programme.ts';

async function lines(
  files: Record<string, Buffer>,
  authservId: string | null = 'mx.example.net',
): Promise<ClassifyLine[]> {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const rules = { programmes: [igpTor], authservId, mayAskDns: false };
  const found: ClassifyLine[] = [];
  const paths = [...Object.keys(files), 'missing.eml'].map((name) => join(folder, name));
  for await (const line of classifyFiles(paths, (message) => readMessage(message, rules)))
    found.push({ ...line, file: basename(line.file) });
  return found;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'torq-classify-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const missing = {
  file: 'missing.eml',
  kind: 'unreadable',
  reason: expect.stringMatching(/^ENOENT: no such file or directory, stat '.*missing.eml'$/),
  authenticated: false,
  authentication: 'not authenticated: it could not be read',
  payment: null,
  bounce: null,
  command: null,
  attachments: [],
  replyText: '',
};

test('a payment is printed with the keys of the contract in its order', async () => {
  const [line] = await lines({ 'a.eml': orderMail() });
  expect(JSON.stringify({ ...line, replyText: '...' })).toBe(
    '{"file":"a.eml","kind":"payment","reason":"WooCommerce order 4812, paid","authenticated":true,"authentication":"dkim=pass header.d=casqa.example, aligned",' +
      '"payment":{"vendor":"woocommerce","order":"4812","status":"paid","amountCents":53000,"currency":"USD","items":[{"name":"IGP Trainer of Record SOQ Submittal Fee","sku":null,"quantity":1,"amountCents":53000}],' +
      '"purpose":"soq-new","payer":{"name":"Pat Doe","email":"pat@example.org"},"paidOn":"2023-05-10"},' +
      '"bounce":null,"command":null,"attachments":[],"replyText":"..."}',
  );
});

test('a file that cannot be read, parsed or found is a line and stops no other', async () => {
  const content = await pdf(2);
  const submission = rawMail(
    [
      ['From', 'pat@example.org'],
      ['Subject', 'SOQ'],
    ],
    [
      { type: 'text/plain', body: 'Here it is.' },
      { type: 'application/pdf', body: content, encoding: 'base64', filename: 'soq.pdf' },
    ],
  );
  expect(await lines({ 'empty.eml': Buffer.alloc(0), 'soq.eml': submission })).toEqual([
    { ...missing, file: 'empty.eml', reason: 'the message is empty' },
    {
      file: 'soq.eml',
      kind: 'submission',
      reason: 'documents are attached: soq.pdf',
      authenticated: false,
      authentication: 'not authenticated: no Authentication-Results of mx.example.net on top',
      payment: null,
      bounce: null,
      command: null,
      attachments: [
        { filename: 'soq.pdf', type: 'application/pdf', bytes: content.length, pages: 2, problem: null },
      ],
      replyText: 'Here it is.',
    },
    missing,
  ]);
});

test('without a server name nothing is a payment', async () => {
  const [line] = await lines({ 'a.eml': orderMail() }, null);
  expect({ kind: line?.kind, authentication: line?.authentication, order: line?.payment?.order }).toEqual({
    kind: 'payment-lookalike',
    authentication: 'not authenticated: no AUTHSERV_ID is configured',
    order: '4812',
  });
});

test('a line can be made without a mail', () => {
  const authentication = { authenticated: false, domain: null, reason: 'not asked', temporary: false };
  expect(describe('b.eml', null, authentication, unreadable('broken'))).toEqual({
    ...missing,
    file: 'b.eml',
    reason: 'broken',
    authentication: 'not asked',
  });
});
