// Mail that came back, in the manner of mail systems that do not, or not only, report in the fields of RFC 3464.
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/core/classify/classify.ts';
import type { Part } from '../../fixtures/raw-mail.ts';
import {
  delayedMails,
  exchangeLanguages,
  ourMail,
  type ReturnedMail,
  returnedMail,
  returnedMails,
} from '../../fixtures/returned-mail.ts';
import { notAuthenticated } from '../../support/mail-value.ts';
import { igpTor } from '../../support/programme.ts';
import { readFixture } from '../../support/read-fixture.ts';

async function told(mail: ReturnedMail) {
  const { kind, bounce } = classify(await readFixture(returnedMail(mail)), notAuthenticated, igpTor);
  return { kind, failed: bounce?.recipients.map(({ address, action }) => `${address} ${action}`) };
}

const failed = { kind: 'bounce', failed: ['pat@example.org failed'] };
const delayed = { kind: 'bounce', failed: ['pat@example.org delayed'] };
const copy: Part = { type: 'message/rfc822', body: ourMail };

describe('a mail that came back from', () => {
  test.each(Object.entries(returnedMails))('%s', async (_name, mail) => {
    expect(await told(mail)).toEqual(failed);
  });

  test.each(Object.entries(returnedMails))('%s, with the mail attached', async (_name, mail) => {
    expect(await told({ ...mail, parts: [copy] })).toEqual(failed);
  });
});

describe('a mail that is delayed at', () => {
  test.each(Object.entries(delayedMails))('%s', async (_name, mail) => {
    expect(await told(mail)).toEqual(delayed);
  });
});

describe('Exchange', () => {
  const page = (prefix: string, sentence: string): ReturnedMail => ({
    from: 'Microsoft Outlook <postmaster@example.org>',
    subject: `${prefix}: Your SOQ`,
    html: `<p><b>${sentence}:</b></p><p><a href="mailto:pat@example.org">pat@example.org</a></p>`,
  });

  test.each(exchangeLanguages)('in %s', async (_language, prefix, sentence) => {
    expect(await told(page(prefix, sentence))).toEqual(failed);
  });

  test.each(exchangeLanguages)(
    'in %s, with the mail attached and no null path',
    async (_language, prefix, sentence) => {
      expect(await told({ ...page(prefix, sentence), nullPath: false, parts: [copy] })).toEqual(failed);
    },
  );
});
