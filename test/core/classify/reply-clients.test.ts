// Answers as mail programs lay them out: what the person wrote is kept, whatever stands around it.
import { describe, expect, test } from 'vitest';
import { replyText } from '../../../src/core/classify/reply-text.ts';

const answer = 'Yes, I will come on June 1.\n\nWhere is the hall?';
const ours = ['Dear Pat,', 'will you come on June 1?', '', 'CASQA'];
const marked = ours.map((line) => `> ${line}`.trimEnd()).join('\n');
const plain = ours.join('\n');

const attributions: readonly (readonly [client: string, line: string])[] = [
  ['Gmail', 'On Mon, May 8, 2023 at 9:14\u202fAM CASQA <tor@casqa.example> wrote:'],
  [
    'Gmail, wrapped',
    'On Mon, May 8, 2023 at 9:14 AM CASQA Trainer of Record Programme\n<tor@casqa.example> wrote:',
  ],
  ['Gmail in Spanish', 'El lun, 8 may 2023 a las 9:14, CASQA (<tor@casqa.example>) escribi\u00f3:'],
  ['Gmail in French', 'Le lun. 8 mai 2023 \u00e0 09:14, CASQA <tor@casqa.example> a \u00e9crit :'],
  ['Gmail in German', 'Am Mo., 8. Mai 2023 um 09:14 Uhr schrieb CASQA <tor@casqa.example>:'],
  ['Gmail in Portuguese', 'Em seg., 8 de mai. de 2023 \u00e0s 09:14, CASQA <tor@casqa.example> escreveu:'],
  ['Gmail in Italian', 'Il giorno lun 8 mag 2023 alle ore 09:14 CASQA <tor@casqa.example> ha scritto:'],
  ['Gmail in Dutch', 'Op ma 8 mei 2023 om 09:14 schreef CASQA <tor@casqa.example>:'],
  ['Gmail in Polish', 'pon., 8 maj 2023 o 09:14 CASQA <tor@casqa.example> napisa\u0142(a):'],
  ['Gmail in Swedish', 'Den m\u00e5n 8 maj 2023 kl 09:14 skrev CASQA <tor@casqa.example>:'],
  [
    'Gmail in Chinese',
    'CASQA <tor@casqa.example> \u4e8e2023\u5e745\u67088\u65e5\u5468\u4e00 09:14\u5199\u9053\uff1a',
  ],
  ['Gmail in Japanese', '2023\u5e745\u67088\u65e5(\u6708) 9:14 CASQA <tor@casqa.example>:'],
  [
    'Gmail in Korean',
    '2023\ub144 5\uc6d4 8\uc77c (\uc6d4) \uc624\uc804 9:14, CASQA <tor@casqa.example>\ub2d8\uc774 \uc791\uc131:',
  ],
  [
    'Gmail in Russian',
    '\u043f\u043d, 8 \u043c\u0430\u044f 2023 \u0433. \u0432 09:14, CASQA <tor@casqa.example>:',
  ],
  ['Apple Mail', 'On May 8, 2023, at 9:14 AM, CASQA <tor@casqa.example> wrote:'],
  ['Apple Mail in German', 'Am 08.05.2023 um 09:14 schrieb CASQA <tor@casqa.example>:'],
  ['Apple Mail in French', 'Le 8 mai 2023 \u00e0 09:14, CASQA <tor@casqa.example> a \u00e9crit :'],
  ['Apple Mail in Spanish', 'El 8 may 2023, a las 9:14, CASQA <tor@casqa.example> escribi\u00f3:'],
  ['Thunderbird', 'On 5/8/2023 9:14 AM, CASQA wrote:'],
  ['Thunderbird in French', 'Le 08/05/2023 \u00e0 09:14, CASQA a \u00e9crit\u00a0:'],
  ['Yahoo', 'On Monday, May 8, 2023 at 09:14:02 AM PDT, CASQA <tor@casqa.example> wrote:'],
  [
    'Proton',
    '------- Original Message -------\nOn Monday, May 8th, 2023 at 9:14 AM, CASQA <tor@casqa.example> wrote:',
  ],
  [
    'Outlook',
    'From: CASQA <tor@casqa.example>\nSent: Monday, May 8, 2023 9:14 AM\nTo: Pat Doe <pat@example.org>\nSubject: Orientation',
  ],
  [
    'Outlook with a rule',
    '________________________________\nFrom: CASQA <tor@casqa.example>\nSent: Monday, May 8, 2023 9:14 AM\nTo: Pat Doe <pat@example.org>\nSubject: Orientation',
  ],
  [
    'Outlook in German',
    'Von: CASQA <tor@casqa.example>\nGesendet: Montag, 8. Mai 2023 09:14\nAn: Pat Doe <pat@example.org>\nBetreff: Orientation',
  ],
  [
    'Outlook in French',
    'De : CASQA <tor@casqa.example>\nEnvoy\u00e9 : lundi 8 mai 2023 09:14\n\u00c0 : Pat Doe <pat@example.org>\nObjet : Orientation',
  ],
  [
    'Outlook in Spanish',
    'De: CASQA <tor@casqa.example>\nEnviado: lunes, 8 de mayo de 2023 9:14\nPara: Pat Doe <pat@example.org>\nAsunto: Orientation',
  ],
  [
    'Outlook in Chinese',
    '\u53d1\u4ef6\u4eba: CASQA <tor@casqa.example>\n\u53d1\u9001\u65f6\u95f4: 2023\u5e745\u67088\u65e5 9:14\n\u6536\u4ef6\u4eba: Pat Doe <pat@example.org>\n\u4e3b\u9898: Orientation',
  ],
  [
    'Outlook in Japanese',
    '\u5dee\u51fa\u4eba: CASQA <tor@casqa.example>\n\u9001\u4fe1\u65e5\u6642: 2023\u5e745\u67088\u65e5 9:14\n\u5b9b\u5148: Pat Doe <pat@example.org>\n\u4ef6\u540d: Orientation',
  ],
  [
    'old Outlook',
    '-----Original Message-----\nFrom: CASQA [mailto:tor@casqa.example]\nSent: Monday, May 8, 2023 9:14 AM\nTo: Pat Doe\nSubject: Orientation',
  ],
  [
    'Domino',
    '-----CASQA <tor@casqa.example> wrote: -----\n\nTo: Pat Doe <pat@example.org>\nFrom: CASQA <tor@casqa.example>\nDate: 05/08/2023 09:14AM\nSubject: Orientation',
  ],
];
const signatures = [
  ['none', ''],
  ['an iPhone', '\n\nSent from my iPhone'],
  ['Outlook for iOS', '\n\nGet Outlook for iOS<https://aka.ms/o0ukef>'],
  ['a card', '\n\n-- \nPat Doe, P.E.\nRoe & Sons | 510-555-0100'],
  ['a disclaimer', '\n\nPat Doe\n\nThis message is confidential. If you are not the addressee, delete it.'],
] as const;

describe('an answer above is kept, with its signature, and the mail below is left out', () => {
  test.each(attributions)('%s', (_client, line) => {
    for (const [, signature] of signatures) {
      expect(replyText(`${answer}${signature}\n\n${line}\n\n${marked}\n`)).toBe(
        `${answer}${signature}`.trim(),
      );
      expect(replyText(`${answer}${signature}\n\n${line}\n\n${plain}\n`)).toBe(
        `${answer}${signature}`.trim(),
      );
    }
  });
});

describe('an answer below or between is kept', () => {
  test.each(attributions)('%s', (_client, line) => {
    const below = `${line}\n\n${marked}\n\n${answer}`;
    const between = `Hello,\n\n${line}\n> Dear Pat,\n> will you come on June 1?\n\nYes.\n\n> CASQA\n\nWhere is the hall?`;
    const underPhone = `Sent from my iPhone\n\n${line}\n\n${plain}\n\n${answer}`;
    expect([below, between, underPhone].map(replyText)).toEqual([below, between, underPhone]);
  });

  test.each([
    'My answers are below in red.',
    'Please see my comments inline.',
    'Meine Antworten stehen unten.',
    'Mes r\u00e9ponses sont ci-dessous.',
    'Mis respuestas est\u00e1n abajo.',
  ])('where the text above says so: %s', (above) => {
    const text = `${above}\n\nOn 5/8/2023 9:14 AM, CASQA wrote:\n\nWill you come? YES, I WILL.`;
    expect(replyText(text)).toBe(text);
  });
});

describe('what only resembles a quoted mail is kept', () => {
  test.each([
    ['a journey', 'My trip:\nFrom: Oakland\nTo: Sacramento\nDate: May 31\n\nWill you pay for it?'],
    ['years of service', 'From: 2015\nTo: 2019\nDate: see the letter\n\nIs this enough?'],
    ['an address in a sentence', 'You reach me in 2023 at Pat Doe <pat@example.org>\n\nIs that all right?'],
    [
      'a colleague to write to',
      'My address is 1200 Main Street, and I write as Anna Roe <anna@example.org>\nPlease note it.',
    ],
    [
      'what somebody else wrote',
      'On May 8 your colleague wrote:\n\n"Send it again."\n\nWhat does this mean?',
    ],
    [
      'two sentences',
      'On May 8, 2023 I sent my statement again.\nThen your colleague Anna wrote:\n\nWhat shall I do?',
    ],
    ['a date and a colon', '2023-05-08: I paid.\n2023-05-09: I sent the SOQ.\n\nWhen do I hear from you?'],
    ['a rule', 'First part.\n\n________________\n\nSecond part: is it complete?'],
    ['dashes', 'First part.\n\n-----\n\nSecond part?'],
    ['a subject in the text', 'Subject: my SOQ\n\nTo: whom it may concern\n\nHere it is.'],
    ['a signature in the middle', 'Hello\n--\nPat Doe\n\nPS: the hall?'],
  ])('%s', (_name, text) => {
    const below = `Hello,\n\n${text}`;
    expect([text, below].map(replyText)).toEqual([text, below]);
  });
});
