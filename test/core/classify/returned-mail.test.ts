// Mail that came back, in the manner of mail systems that do not, or not only, report in the fields of RFC 3464.
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/core/classify/classify.ts';
import type { Part } from '../../fixtures/raw-mail.ts';
import {
  delayedMails,
  exchangeLanguages,
  foreignMail,
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

describe('a mail in a language that torq does not know', () => {
  test('is a bounce when a mail system returns a mail of ours', async () => {
    const person = { ...foreignMail, from: 'kerfi@mail.example.is' };
    const mails = [{ ...foreignMail, nullPath: false }, foreignMail, person].map((mail) => ({
      ...mail,
      parts: [copy],
    }));
    expect(await Promise.all(mails.map(told))).toEqual([failed, failed, failed]);
  });

  test('is none when it returns the mail of somebody else, or a person passes one on', async () => {
    const other: Part = { ...copy, body: ourMail.replace('CASQA <tor@casqa.example>', 'anna@example.org') };
    const mails: ReturnedMail[] = [
      { ...foreignMail, nullPath: false, parts: [other] },
      { ...foreignMail, nullPath: false, subject: 'Fwd: Your SOQ', parts: [copy] },
      { ...foreignMail, nullPath: false, from: 'pat@example.org', parts: [copy] },
    ];
    expect((await Promise.all(mails.map(told))).map(({ kind }) => kind)).not.toContain('bounce');
  });
});
