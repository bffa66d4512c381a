// Absence notes and acknowledgements of mail programs, by their fields or, where a server takes these away, by their subject.
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/core/classify/classify.ts';
import type { ParsedMail } from '../../../src/core/mail.ts';
import { mailValue, notAuthenticated } from '../../support/mail-value.ts';
import { igpTor } from '../../support/programme.ts';

const kindOf = (changes: Partial<ParsedMail>) => classify(mailValue(changes), notAuthenticated, igpTor).kind;

describe('an automatic reply is known by its subject', () => {
  test.each([
    [
      'Outlook',
      'Automatic reply: Your SOQ',
      'I am out of the office until May 19. For urgent matters call the desk.',
    ],
    [
      'Outlook, external',
      'Automatic reply: [EXTERNAL] Your SOQ',
      'Thank you for your message. I am on leave.',
    ],
    ['older Outlook', 'Out of Office: Your SOQ', 'I am away with no access to mail.'],
    ['oldest Outlook', 'Out of Office AutoReply: Your SOQ', 'Back on Monday.'],
    ['Domino', 'AUTO: Pat Doe is out of the office (returning 05/19/2023)', 'I am out until 05/19/2023.'],
    ['Domino, away', 'AUTO: Pat Doe is away until next week', 'I will read it later.'],
    ['Domino of old', 'Pat Doe is out of the office.', 'I will be out of the office until 05/19/2023.'],
    ['Yahoo', 'Yahoo! Auto Response', 'I am on vacation.'],
    ['a ticket system', 'Automated response: your request was received', 'Ticket 812 was opened.'],
    ['a list of offices', 'Auto-Reply from the Permit Office', 'We answer within five days.'],
    ['a phone', 'Vacation reply', 'On holiday.'],
    ['German', 'Automatische Antwort: Ihre Unterlagen', 'Ich bin bis zum 19. Mai nicht im B\u00fcro.'],
    ['German, by hand', 'Abwesenheitsnotiz: Your SOQ', 'Ihre Mail wird nicht weitergeleitet.'],
    ['German, absent', 'Abwesend: Your SOQ', 'Ich bin im Urlaub.'],
    ['French', 'R\u00e9ponse automatique : Votre dossier', 'Je suis absente du bureau.'],
    ['French, accents lost', 'Reponse automatique: dossier', 'Je suis en conges.'],
    ['French, absence', "Message d'absence : Votre dossier", 'De retour lundi.'],
    ['Spanish', 'Respuesta autom\u00e1tica: Su solicitud', 'Estoy fuera de la oficina.'],
    ['Spanish, away', 'Fuera de la oficina: Su solicitud', 'Regreso el lunes.'],
    ['Portuguese', 'Resposta autom\u00e1tica: Pedido', 'Estou de f\u00e9rias.'],
    ['Portuguese, away', 'Fora do escrit\u00f3rio: Pedido', 'Volto na segunda.'],
    ['Italian, absent', 'Assente: Domanda', 'Torno luned\u00ec.'],
    ['English, bare', 'Out of office', 'I am out until Monday. Please call the desk.'],
    ['Italian', 'Risposta automatica: Domanda', 'Sono fuori ufficio.'],
    ['Dutch', 'Automatisch antwoord: Aanvraag', 'Ik ben afwezig.'],
    ['Swedish', 'Autosvar: Ans\u00f6kan', 'Jag \u00e4r ledig.'],
    ['Danish', 'Automatisk svar: Ans\u00f8gning', 'Jeg holder ferie.'],
    ['Norwegian', 'Frav\u00e6rsmelding: S\u00f8knad', 'Jeg er bortreist.'],
    ['Finnish', 'Automaattinen vastaus: Hakemus', 'Olen lomalla.'],
    ['Polish', 'Automatyczna odpowied\u017a: Wniosek', 'Jestem na urlopie.'],
    ['Czech', 'Automatick\u00e1 odpov\u011b\u010f: \u017d\u00e1dost', 'Jsem mimo kancel\u00e1\u0159.'],
    ['Hungarian', 'Automatikus v\u00e1lasz: K\u00e9relem', 'Szabads\u00e1gon vagyok.'],
    ['Romanian', 'R\u0103spuns automat: Cerere', 'Sunt \u00een concediu.'],
    ['Turkish', 'Otomatik Yan\u0131t: Ba\u015fvuru', 'Ofis d\u0131\u015f\u0131nday\u0131m.'],
    [
      'Greek',
      '\u0391\u03c5\u03c4\u03cc\u03bc\u03b1\u03c4\u03b7 \u03b1\u03c0\u03ac\u03bd\u03c4\u03b7\u03c3\u03b7: \u0391\u03af\u03c4\u03b7\u03c3\u03b7',
      '\u039b\u03b5\u03af\u03c0\u03c9.',
    ],
    [
      'Russian',
      '\u0410\u0432\u0442\u043e\u043c\u0430\u0442\u0438\u0447\u0435\u0441\u043a\u0438\u0439 \u043e\u0442\u0432\u0435\u0442: \u0417\u0430\u044f\u0432\u043a\u0430',
      '\u042f \u0432 \u043e\u0442\u043f\u0443\u0441\u043a\u0435.',
    ],
    [
      'Ukrainian',
      '\u0410\u0432\u0442\u043e\u043c\u0430\u0442\u0438\u0447\u043d\u0430 \u0432\u0456\u0434\u043f\u043e\u0432\u0456\u0434\u044c: \u0417\u0430\u044f\u0432\u043a\u0430',
      '\u042f \u0443 \u0432\u0456\u0434\u043f\u0443\u0441\u0442\u0446\u0456.',
    ],
    ['Chinese', '\u81ea\u52a8\u56de\u590d: \u7533\u8bf7', '\u6211\u6b63\u5728\u4f11\u5047\u3002'],
    [
      'Chinese, in front',
      '\u81ea\u52a8\u7b54\u590d\uff1a\u7533\u8bf7',
      '\u6211\u5df2\u6536\u5230\u60a8\u7684\u90ae\u4ef6\u3002',
    ],
    [
      'Traditional Chinese',
      '\u81ea\u52d5\u56de\u8986: \u7533\u8acb',
      '\u6211\u4e0d\u5728\u8fa6\u516c\u5ba4\u3002',
    ],
    ['Japanese', '\u81ea\u52d5\u5fdc\u7b54: \u7533\u8acb', '\u4f11\u6687\u4e2d\u3067\u3059\u3002'],
    ['Japanese, returned', '\u81ea\u52d5\u8fd4\u4fe1: \u7533\u8acb', '\u4e0d\u5728\u3067\u3059\u3002'],
    ['Japanese, away', '\u4e0d\u5728\u901a\u77e5', '\u51fa\u5f35\u4e2d\u3067\u3059\u3002'],
    ['Korean', '\uc790\ub3d9 \ud68c\uc2e0: \uc2e0\uccad', '\ud734\uac00 \uc911\uc785\ub2c8\ub2e4.'],
    [
      'Hebrew',
      '\u05ea\u05e9\u05d5\u05d1\u05d4 \u05d0\u05d5\u05d8\u05d5\u05de\u05d8\u05d9\u05ea: \u05d1\u05e7\u05e9\u05d4',
      '\u05d0\u05e0\u05d9 \u05d1\u05d7\u05d5\u05e4\u05e9\u05d4.',
    ],
    [
      'Arabic',
      '\u0631\u062f \u062a\u0644\u0642\u0627\u0626\u064a: \u0637\u0644\u0628',
      '\u0623\u0646\u0627 \u062e\u0627\u0631\u062c \u0627\u0644\u0645\u0643\u062a\u0628.',
    ],
  ])('of %s: %s', (_name, subject, text) => {
    expect(kindOf({ subject, text })).toBe('auto-reply');
  });
});

describe('an automatic reply is known by a field, whatever its subject', () => {
  test.each([
    ['auto-submitted', 'auto-replied'],
    ['auto-submitted', 'auto-generated; type=acknowledgement'],
    ['x-autoreply', 'yes'],
    ['x-autorespond', 'Your SOQ'],
    ['x-autoresponder', 'replier 2.1'],
    ['x-mail-autoreply', '1'],
    ['x-vacation', 'yes'],
    ['precedence', 'auto_reply'],
    ['x-precedence', 'auto_reply'],
    ['preference', 'auto_reply'],
    ['x-fc-machinegenerated', 'true'],
    ['return-path', '<>'],
  ])('%s: %s', (name, value) => {
    const text = 'I am away until Monday. Mail sent to me cannot be answered before.';
    expect(kindOf({ subject: 'Re: Your SOQ', headers: [{ name, value }], text })).toBe('auto-reply');
  });
});

describe('an absence note that speaks of delivery is no bounce', () => {
  test.each([
    [
      'Automatic reply: Your SOQ',
      'I no longer work here. Mail to pat@example.org is not delivered to anyone.',
    ],
    ['Out of office: Your SOQ', 'Your message was not forwarded. Write to anna@example.org instead.'],
    ['Abwesenheitsnotiz', 'Ihre Nachricht wird nicht weitergeleitet.'],
    ['Auto-Reply', 'The mailbox office@example.org does not exist any more; use help@example.org.'],
  ])('%s', (subject, text) => {
    const headers = [{ name: 'return-path', value: '<>' }];
    expect([kindOf({ subject, text }), kindOf({ subject, text, headers })]).toEqual([
      'auto-reply',
      'auto-reply',
    ]);
  });
});

describe('a person is no replier', () => {
  test('who says that somebody else is away', () => {
    const text = 'Please send it to me. I sign for her.';
    expect(kindOf({ subject: 'Anna Roe is out of the office until May 19', text })).toBe('question');
  });

  test.each([
    ['auto-submitted', 'no'],
    ['auto-submitted', 'auto-forwarded'],
    ['x-auto-response-suppress', 'All'],
    ['x-autoreply', 'no'],
    ['return-path', '<pat@example.org>'],
    ['precedence', 'normal'],
  ])('who has %s: %s', (name, value) => {
    expect(kindOf({ subject: 'Re: Your SOQ', headers: [{ name, value }] })).toBe('question');
  });
});
