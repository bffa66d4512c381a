// What people write about bounces, absence, delivery and machines stays what people write.
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/core/classify/classify.ts';
import type { ParsedMail } from '../../../src/core/mail.ts';
import { mailValue, notAuthenticated } from '../../support/mail-value.ts';
import { igpTor } from '../../support/programme.ts';

const kindOf = (changes: Partial<ParsedMail>) => classify(mailValue(changes), notAuthenticated, igpTor).kind;

const letters: readonly (readonly [subject: string, text: string])[] = [
  [
    'My mail to you bounced',
    'Hello, my last mail bounced: "550 5.1.1 user unknown". Is tor@casqa.example right?',
  ],
  ['Undeliverable mail?', 'I got an undeliverable notice for the SOQ that I sent you. Did it reach you?'],
  [
    'Undeliverable: what now',
    'Every mail that I send to anna@example.org could not be delivered. Do you have another address of hers?',
  ],
  [
    'Delivery failure',
    'My PDF was too large and I got a delivery failure from your server. May I send two mails?',
  ],
  [
    'Delivery status of my application',
    'Could you tell me the delivery status of my application? I have not heard from you.',
  ],
  [
    'Failed delivery of the certificate',
    'The post could not deliver my certificate, the address does not exist any more. Here is my new one.',
  ],
  ['Message not delivered', 'Your system said my message was not delivered. I try again with this one.'],
  ['Returned mail', 'The letter you sent was returned to sender because I moved. Please send it again.'],
  [
    'Out of office next week',
    'I will be out of the office next week, so please send the result before Friday.',
  ],
  [
    'Out of office',
    'I am writing early because I am out of office from Monday. May Anna Roe send my SOQ for me?',
  ],
  ['Re: Out of office', 'Thanks, I saw your note. When are you back?'],
  ['Vacation in May', 'I am on vacation when the orientation takes place. Is there another date?'],
  ['Away message', 'I set an away message but wanted to tell you personally: can I come on June 8 instead?'],
  ['Automatic renewal', 'Is the renewal automatic, or do I have to pay again?'],
  ['Automatic reply did not come', 'I did not get the automatic reply that your page promises.'],
  ['Auto insurance form', 'Do I need to attach proof of auto insurance?'],
  ['Read: chapter 4 of the permit', 'I have a question about chapter 4 of the permit.'],
  ['Lost my certificate', 'I lost my certificate. Can I get a second one?'],
  [
    'Mailbox full',
    'My mailbox was full last week, so I may have missed your answer. Could you send it again?',
  ],
  ['Quota', 'Is there a quota of trainers for each county? I heard that the quota was exceeded last year.'],
  ['Delayed message', 'Sorry for the delayed message, I was ill. Here are my answers.'],
  ['Warning: message about a scam', 'I got a warning message that pretends to be from you. Is it real?'],
  ['Spam', 'Your mail went to my spam folder. I moved it.'],
  ['Rejected', 'My SOQ was rejected last year. What do I have to change?'],
  ['Blocked email', 'Our IT blocked your email; I could read it today only.'],
  ['Address not found', 'The training hall is at 12 Main Street, but the address is not found on the map.'],
  [
    'Permanent error on your page',
    'I get a permanent error on the payment page: "error 500". What shall I do?',
  ],
  ['Failure notice from the shop', 'The shop shows a failure notice when I pay with my card.'],
  ['Account disabled', 'My account in the shop has been disabled. How can I pay?'],
  ['Unknown user', 'The portal says "unknown user" when I log in with pat@example.org.'],
  [
    'Delivery of training materials',
    'Delivery of the training materials to pat@example.org failed, says the portal. Could you send me a link?',
  ],
  ['Confirm', 'Please confirm that you got my SOQ. A short reply is enough to verify it.'],
  ['Unsubscribe?', 'How do I unsubscribe from the newsletter without leaving the programme?'],
  ['Complaint about messages', 'I have a complaint about the messages I get: three of them on one day.'],
  [
    'Nachricht unzustellbar',
    'Guten Tag, meine Nachricht an Sie war unzustellbar. Ich versuche es noch einmal.',
  ],
  ['Abwesend im Juni', 'Ich bin im Juni abwesend. Kann ich die Unterlagen fr\u00fcher schicken?'],
  ['Correo devuelto', 'Mi correo anterior fue devuelto. Se lo env\u00edo otra vez.'],
  ['Fuera de California', 'Vivo fuera de California. Puedo presentar la solicitud?'],
  ['Respuesta', 'No recib\u00ed ninguna respuesta autom\u00e1tica. Recibieron mi correo?'],
  ['Non remis', "Je n'ai pas encore remis mon dossier. Jusqu'\u00e0 quand puis-je le faire ?"],
  ['Absence', "Mon absence en juin est-elle un probl\u00e8me pour l'orientation ?"],
  ['Entrega', 'N\u00e3o foi poss\u00edvel entregar o SOQ ontem. Posso envi\u00e1-lo hoje?'],
  [
    '\u9000\u4fe1',
    '\u60a8\u597d\uff0c\u6211\u6536\u5230\u4e86\u9000\u4fe1\uff0c\u8bf7\u95ee\u60a8\u6536\u5230\u6211\u7684\u6750\u6599\u4e86\u5417\uff1f',
  ],
  [
    '\u4e0d\u5728\u306e\u4ef6',
    '\u6765\u9031\u306f\u4e0d\u5728\u3067\u3059\u3002\u65e9\u3081\u306b\u7d50\u679c\u3092\u6559\u3048\u3066\u304f\u3060\u3055\u3044\u3002',
  ],
];

describe('a person writes', () => {
  test.each(letters)('%s', (subject, text) => {
    expect(kindOf({ subject, text })).toBe('question');
  });

  test.each(letters)('from the office of a postmaster: %s', (subject, text) => {
    const from = [{ name: 'Pat Doe', address: 'delivery@example.org' }];
    expect(kindOf({ subject: `Re: ${subject}`, from, text, inReplyTo: ['<1@casqa.example>'] })).toBe(
      'question',
    );
  });

  test.each(letters)('with one of our mails quoted below: %s', (subject, text) => {
    const below =
      '\n\nOn Mon, May 8, 2023 at 9:14 AM CASQA <tor@casqa.example> wrote:\n> Dear Pat,\n> your SOQ was received.';
    expect(kindOf({ subject, text: `${text}${below}` })).toBe('question');
  });
});

describe('a person passes on', () => {
  const notice =
    'From: Mail Delivery System <mailer-daemon@mx.example.net>\nSubject: Undelivered Mail Returned to Sender\n\n<anna@example.org>: 550 5.1.1 user unknown\n\nFinal-Recipient: rfc822; anna@example.org\nAction: failed\nStatus: 5.1.1';

  test.each([
    [
      'a bounce in the text',
      'Fwd: Undelivered Mail Returned to Sender',
      `I got this. What now?\n\n---------- Forwarded message ---------\n${notice}`,
    ],
    ['a bounce, quoted', 'Fwd: Undeliverable', `See below.\n\n> ${notice.replaceAll('\n', '\n> ')}`],
    [
      'an absence note',
      'Fwd: Automatic reply: Question',
      'Your colleague is away. Who can help me?\n\n---------- Forwarded message ---------\nAutomatic reply: I am away.',
    ],
  ])('%s', (_name, subject, text) => {
    expect(kindOf({ subject, text })).toBe('question');
  });
});

describe('offices write', () => {
  test.each([
    [
      'System Administrator',
      'sysadmin@example.org',
      'Question about your mails',
      'Our users get an error 550 5.7.1 when they answer you. Can you look into it?',
    ],
    [
      'Postmaster',
      'postmaster@example.org',
      'Your mails to our users',
      'Please sign your mails, else they will be rejected by our filter.',
    ],
    ['IT', 'it@example.org', 'Mail system maintenance', 'Messages could not be delivered for an hour.'],
    ['Office', 'office@example.org', 'Holiday notice', 'Our office is closed on May 29.'],
    [
      'Catering',
      'delivery@caterer.example',
      'Delivery of lunch',
      'Your order has been rejected by our kitchen.',
    ],
  ])('%s', (name, address, subject, text) => {
    expect(kindOf({ from: [{ name, address }], subject, text })).toBe('question');
  });
});

describe('shops and services write', () => {
  test.each([
    [
      'a parcel',
      'delivery@parcels.example.com',
      'Delivery failed',
      'Your parcel could not be delivered to your address. Reschedule the delivery.',
    ],
    [
      'a parcel that is late',
      'noreply@parcels.example.com',
      'Your delivery is delayed',
      'Your package is delayed. It will be delivered tomorrow.',
    ],
    [
      'a parcel that comes',
      'no-reply@parcels.example.com',
      'Delivery notification',
      'Your order was delivered to the front door.',
    ],
    [
      'a bank',
      'no-reply@bank.example.com',
      'Payment returned',
      'A payment from your account was returned by the bank.',
    ],
    ['a doodle', 'noreply@polls.example.com', 'Anna Roe has voted', 'Anna Roe cannot attend on June 1.'],
  ])('%s', (_name, address, subject, text) => {
    expect(kindOf({ from: [{ name: '', address }], subject, text })).toBe('question');
  });
});
