import { generateKeyPairSync } from 'node:crypto';
import nodemailer from 'nodemailer';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Authentication } from '../../src/core/mail.ts';
import { authenticate, authenticateByDkim, authenticateByHeader } from '../../src/mail/authenticate.ts';
import { headerFields, mailboxesOf, valuesOf } from '../../src/mail/header-fields.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** DNS with the one key, published by each of these domains. */
const resolver = async (name: string) => {
  if (/^s1\._domainkey\.(mail\.)?(casqa\.example|evil\.example|casqa-example\.org)$/.test(name)) {
    return [[record]];
  }
  throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
};
const noDns = async () => {
  throw Object.assign(new Error('timeout'), { code: 'ETIMEOUT' });
};

type Signed = {
  from?: string;
  domain?: string;
  keySelector?: string;
  headers?: { key: string; value: string }[];
};

async function signed({
  from = 'CASQA <orders@casqa.example>',
  domain = 'casqa.example',
  keySelector = 's1',
}: Signed = {}): Promise<Buffer> {
  const transport = nodemailer.createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    dkim: { domainName: domain, keySelector, privateKey: pem },
  });
  const { message } = await transport.sendMail({
    from,
    to: 'pat@example.org',
    subject: 'Your order',
    text: 'Order 4812, $530.00',
  });
  return message as Buffer;
}

function senderOf(raw: Buffer) {
  const headers = headerFields(raw);
  return { headers, from: mailboxesOf(headers, 'from'), fromFields: valuesOf(headers, 'from').length };
}

async function byDkim(raw: Buffer, dns: typeof resolver = resolver): Promise<Authentication> {
  return authenticateByDkim(raw, senderOf(raw), dns);
}

function byHeader(...fields: string[]): Authentication | null {
  const raw = Buffer.from(`${fields.join('\r\n')}\r\nFrom: CASQA <orders@casqa.example>\r\n\r\nx`);
  return authenticateByHeader(senderOf(raw), 'mx.example.net');
}

const byCasqa: Authentication = {
  authenticated: true,
  domain: 'casqa.example',
  reason: 'dkim=pass header.d=casqa.example, aligned',
  temporary: false,
};

function refused(reason: string, temporary = false): Authentication {
  return { authenticated: false, domain: null, reason, temporary };
}

describe('our own check of DKIM', () => {
  let mail: Buffer;
  beforeAll(async () => {
    mail = await signed();
  });

  test('an aligned pass', async () => {
    expect(await byDkim(mail)).toEqual(byCasqa);
  });

  test('a signature of the same organisation', async () => {
    expect(await byDkim(await signed({ domain: 'mail.casqa.example' }))).toEqual({
      ...byCasqa,
      domain: 'mail.casqa.example',
      reason: 'dkim=pass header.d=mail.casqa.example, aligned',
    });
  });

  test.each<[string, () => Promise<Buffer>, string]>([
    [
      'a changed amount',
      async () => Buffer.from(mail.toString('latin1').replace('$530.00', '$65.00'), 'latin1'),
      'no aligned pass for casqa.example: dkim=neutral header.d=casqa.example',
    ],
    [
      'a changed subject',
      async () => Buffer.from(mail.toString('latin1').replace('Subject: Your', 'Subject: My'), 'latin1'),
      'no aligned pass for casqa.example: dkim=fail header.d=casqa.example',
    ],
    [
      'a signature of somebody else',
      () => signed({ domain: 'evil.example' }),
      'no aligned pass for casqa.example: dkim=pass header.d=evil.example',
    ],
    [
      'a look-alike signer',
      () => signed({ domain: 'casqa-example.org' }),
      'no aligned pass for casqa.example: dkim=pass header.d=casqa-example.org',
    ],
    [
      'a key that is not published',
      () => signed({ keySelector: 's2' }),
      'no aligned pass for casqa.example: dkim=neutral header.d=casqa.example',
    ],
    [
      'a second From field on top',
      async () => Buffer.concat([Buffer.from('From: evil@evil.example\r\n'), mail]),
      '2 From fields with 2 addresses',
    ],
    [
      'a second Subject field on top',
      async () => Buffer.concat([Buffer.from('Subject: other\r\n'), mail]),
      'the subject field is there more than once',
    ],
    ['no signature', async () => Buffer.from('From: orders@casqa.example\r\n\r\nx'), 'no DKIM signature'],
  ])('%s does not count', async (_name, raw, reason) => {
    expect(await byDkim(await raw())).toEqual(refused(reason));
  });

  test('a signature that covers only the beginning of the body does not count', async () => {
    const { dkimSign } = await import('mailauth/lib/dkim/sign.js');
    const plain = Buffer.from('From: orders@casqa.example\r\nSubject: x\r\n\r\nhello\r\n');
    const { signatures } = await dkimSign(plain, {
      canonicalization: 'relaxed/relaxed',
      signingDomain: 'casqa.example',
      selector: 's1',
      privateKey: pem,
      signatureData: [{ signingDomain: 'casqa.example', selector: 's1', privateKey: pem, maxBodyLength: 7 }],
    });
    const raw = Buffer.concat([Buffer.from(signatures), plain, Buffer.from('and more\r\n')]);
    expect(await byDkim(raw)).toEqual(
      refused('no aligned pass for casqa.example: dkim=pass header.d=casqa.example'),
    );
  });

  test('without DNS it is to be tried again', async () => {
    expect(await byDkim(mail, noDns)).toEqual(
      refused('no aligned pass for casqa.example: dkim=temperror header.d=casqa.example', true),
    );
  });
});

describe("our server's Authentication-Results", () => {
  test.each([
    ['dkim', 'Authentication-Results: mx.example.net; dkim=pass header.d=casqa.example', byCasqa],
    [
      'dkim with version, comments and other methods',
      'Authentication-Results: MX.example.net 1;\r\n\tspf=none smtp.mailfrom=x@y.example;\r\n\tdkim=pass (2048-bit key; secure) header.d=casqa.example header.i=@casqa.example header.b="ab;c="',
      byCasqa,
    ],
    [
      'a signing identity',
      'Authentication-Results: mx.example.net; dkim=pass header.i=@casqa.example header.s=s1',
      byCasqa,
    ],
    [
      'dmarc',
      'Authentication-Results: mx.example.net; dmarc=pass (p=reject) header.from=casqa.example',
      { ...byCasqa, reason: 'dmarc=pass header.from=casqa.example, aligned' },
    ],
    [
      'one good signature of two',
      'Authentication-Results: mx.example.net; dkim=pass header.d=esp.example; dkim=pass header.d=casqa.example',
      byCasqa,
    ],
  ])('%s counts', (_name, field, expected) => {
    expect(byHeader(field)).toEqual(expected);
  });

  test.each([
    [
      'a failure',
      'Authentication-Results: mx.example.net; dkim=fail header.d=casqa.example',
      'no aligned dkim=pass or dmarc=pass for casqa.example (dkim=fail)',
    ],
    [
      'another signer',
      'Authentication-Results: mx.example.net; dkim=pass header.d=evil.example',
      'dkim=pass header.d=evil.example, not aligned with casqa.example',
    ],
    [
      'a signer whose name ends alike',
      'Authentication-Results: mx.example.net; dkim=pass header.d=notcasqa.example',
      'dkim=pass header.d=notcasqa.example, not aligned with casqa.example',
    ],
    [
      'only SPF',
      'Authentication-Results: mx.example.net; spf=pass smtp.mailfrom=casqa.example',
      'no aligned dkim=pass or dmarc=pass for casqa.example (spf=pass)',
    ],
    [
      'a pass in a comment',
      'Authentication-Results: mx.example.net; dkim=none (x; dkim=pass header.d=casqa.example)',
      'no aligned dkim=pass or dmarc=pass for casqa.example (dkim=none)',
    ],
    [
      'a pass in a quoted sender',
      'Authentication-Results: mx.example.net; spf=pass smtp.mailfrom="a; dkim=pass header.d=casqa.example"@evil.example',
      'no aligned dkim=pass or dmarc=pass for casqa.example (spf=pass)',
    ],
    [
      'two values for one property',
      'Authentication-Results: mx.example.net; dkim=pass header.d=evil.example header.d=casqa.example',
      'no aligned dkim=pass or dmarc=pass for casqa.example (no result)',
    ],
    [
      'no result',
      'Authentication-Results: mx.example.net; none',
      'no aligned dkim=pass or dmarc=pass for casqa.example (no result)',
    ],
  ])('%s does not count', (_name, field, reason) => {
    expect(byHeader(field)).toEqual(refused(reason));
  });

  test.each([
    ['another server says it', ['Authentication-Results: mx.evil.example; dkim=pass header.d=casqa.example']],
    [
      'an open comment hides the rest',
      ['Authentication-Results: mx.example.net; dkim=pass (header.d=casqa.example'],
    ],
    [
      'ours is below another',
      [
        'Authentication-Results: mx.evil.example; none',
        'Authentication-Results: mx.example.net; dkim=pass header.d=casqa.example',
      ],
    ],
    ['there is none', ['X-Other: 1']],
  ])('nothing is said when %s', (_name, fields) => {
    expect(byHeader(...fields)).toBeNull();
  });

  test('only the topmost of two with our name counts', () => {
    expect(
      byHeader(
        'Authentication-Results: mx.example.net; dkim=none',
        'Authentication-Results: mx.example.net; dkim=pass header.d=casqa.example',
      ),
    ).toEqual(refused('no aligned dkim=pass or dmarc=pass for casqa.example (dkim=none)'));
  });

  test('a failed lookup is to be tried again', () => {
    expect(
      byHeader('Authentication-Results: mx.example.net; dkim=temperror header.d=casqa.example')?.temporary,
    ).toBe(true);
  });

  test.each([
    'CASQA <orders@casqa.example>, evil@evil.example',
    '<orders@casqa.example> <evil@evil.example>',
    'orders@casqa.example <evil@evil.example>',
    'evil@evil.example (orders@casqa.example) <orders@casqa.example>',
    'CASQA',
  ])('a From field such as %s is nobody', (from) => {
    const raw = Buffer.from(
      `Authentication-Results: mx.example.net; dkim=pass header.d=casqa.example\r\nFrom: ${from}\r\n\r\nx`,
    );
    expect(authenticateByHeader(senderOf(raw), 'mx.example.net')?.authenticated).toBe(false);
  });
});

test('with a server name the header decides, without one the signature', async () => {
  const mail = await signed();
  const forged = Buffer.concat([Buffer.from('Authentication-Results: mx.example.net; dkim=none\r\n'), mail]);
  expect(
    await authenticate(() => forged, senderOf(forged), { authservId: 'mx.example.net', resolver }),
  ).toEqual(refused('no aligned dkim=pass or dmarc=pass for casqa.example (dkim=none)'));
  expect(await authenticate(() => forged, senderOf(forged), { authservId: null, resolver })).toEqual(byCasqa);
  expect(await authenticate(() => mail, senderOf(mail), { authservId: 'mx.example.net', resolver })).toEqual(
    refused('no Authentication-Results of mx.example.net on top'),
  );
});
