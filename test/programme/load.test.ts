import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reminderMessages } from '../../src/core/reminder-message.ts';
import { loadProgrammes } from '../../src/programme/load.ts';
import { igpTor } from '../support/programme.ts';

const shipped = readFileSync('templates/igp-tor/programme.yaml', 'utf8');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'torq-programmes-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const load = () => loadProgrammes(folder, reminderMessages);

function write(text: string | Uint8Array, name = 'igp-tor'): string {
  mkdirSync(join(folder, name), { recursive: true });
  const file = join(folder, name, 'programme.yaml');
  writeFileSync(file, text);
  return file;
}

/** The shipped file with one piece replaced; the piece must be there. */
function edited(piece: string, by: string): string {
  expect(shipped).toContain(piece);
  return shipped.replace(piece, () => by);
}

/** The number of the line that contains `marker`. */
function lineOf(text: string, marker: string): number {
  const at = text.split('\n').findIndex((line) => line.includes(marker));
  expect(at).toBeGreaterThanOrEqual(0);
  return at + 1;
}

describe('a programme folder that is right', () => {
  test('the shipped one loads without problems and says what the sources say', () => {
    const { programmes, problems } = loadProgrammes('templates', reminderMessages);
    expect(problems).toEqual([]);
    const programme = programmes[0]!;
    expect(programmes).toHaveLength(1);
    expect(programme.fees).toEqual({ soqNew: 53000, soqResubmittal: 28000, torAnnual: 6500, late: 2500 });
    const audiences = ['members', 'active-qisps', 'licensees'];
    const announcement = { audiences, on: null, at: '09:00', perHour: 300 };
    expect(programme.cycles).toEqual([
      { ...igpTor.cycles[0], orientation: { ...igpTor.cycles[0]?.orientation, at: null }, announcement },
    ]);
    expect(programme.audiences.map(({ name }) => name)).toEqual(audiences);
    expect(programme.slack.approvers).toEqual([]);
    expect(programme.payments.senders).toEqual([
      { domain: 'casqa.org', vendor: 'woocommerce', store: 'casqa' },
    ]);
  });

  test('parts of an SOQ may be named, and twice the same one is reported', () => {
    const parts =
      'parts:\n    - { name: Form, files: [soq form, "statement*"] }\n    - { name: Form, files: [x] }';
    const file = write(edited('  parts: []', `  ${parts}`));
    expect(load().problems).toEqual([
      expect.stringContaining('words of a file name such as "resume" or "resum*" (found "x")'),
    ]);
    writeFileSync(file, edited('  parts: []', `  ${parts.replace('[x]', '[cv]')}`));
    expect(load().problems).toEqual([expect.stringContaining('"Form" is in this list twice')]);
  });

  test('several programmes come in the order of their names; layout, hidden folders and files are passed over', () => {
    write(shipped.replace('name: igp-tor', 'name: cgp-tor'), 'cgp-tor');
    write(shipped);
    mkdirSync(join(folder, 'layout'));
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, 'programme.schema.json'), '{}');
    const { programmes, problems } = load();
    expect(problems).toEqual([]);
    expect(programmes.map(({ name }) => name)).toEqual(['cgp-tor', 'igp-tor']);
  });

  test('a problem in one programme does not keep the other from being loaded', () => {
    write(shipped.replace('name: igp-tor', 'name: cgp-tor'), 'cgp-tor');
    const file = write(edited('$65 ', '65 dollars '));
    const { programmes, problems } = load();
    expect(programmes.map(({ name }) => name)).toEqual(['cgp-tor']);
    expect(problems).toEqual([expect.stringContaining(file)]);
  });

  test('a cycle may be added below', () => {
    write(edited('renewal:\n', `${secondCycle('2024-07-01')}\nrenewal:\n`));
    expect(load().problems).toEqual([]);
  });
});

function secondCycle(termStarts: string, name = '2024', opens = '2024-04-01'): string {
  return `  - name: "${name}"  # one more
    opens: ${opens}
    payment: { opens: 2024-04-01 09:00, closes: 2024-05-17 16:00 }
    soqDeadline: 2024-05-17 16:00
    notificationWeek: 2024-06-10
    term: { starts: ${termStarts}, ends: 2025-06-30 }
`;
}

/** What is replaced by what, the line that is named, and the words about it. */
const wrong: readonly (readonly [
  behaviour: string,
  piece: string,
  by: string,
  on: string,
  problem: string,
])[] = [
  [
    'an amount in words',
    'torAnnual: $65 ',
    'torAnnual: 65 dollars ',
    'torAnnual: 65',
    'fees.torAnnual: an amount such as $65 or $65.00 (found "65 dollars")',
  ],
  [
    'an amount without its sign',
    'torAnnual: $65 ',
    'torAnnual: 65 ',
    'torAnnual: 65',
    'fees.torAnnual: an amount such as $65 or $65.00 (found 65)',
  ],
  [
    'a missing amount is reported at its group',
    '  late: $25 ',
    '  # none ',
    'fees:',
    'fees.late: is missing: an amount such as $65 or $65.00',
  ],
  [
    'a setting that does not exist',
    'quorum: 1',
    'quorom: 1',
    'quorom: 1',
    'slack.quorom: there is no such setting; is it misspelled?',
  ],
  [
    'a day that does not exist',
    'starts: 2023-07-01',
    'starts: 2023-06-31',
    'starts: 2023-06-31',
    'cycles[0].term.starts: a date such as 2023-05-19 (found "2023-06-31")',
  ],
  [
    'a time without minutes',
    'soqDeadline: 2023-05-19 16:00',
    'soqDeadline: 2023-05-19 4pm',
    'soqDeadline:',
    'cycles[0].soqDeadline: a date and time such as 2023-05-19 16:00 (found "2023-05-19 4pm")',
  ],
  [
    'an unknown time zone',
    'America/Los_Angeles',
    'California',
    'timeZone:',
    'timeZone: a time zone such as America/Los_Angeles (found "California")',
  ],
  [
    'an address that is none',
    'staff: training@casqa.example',
    'staff: training at casqa.example',
    'staff: training',
    'addresses.staff: an e-mail address such as staff@example.org (found "training at casqa.example")',
  ],
  [
    'an address with a plus, which would meet the plus of a case',
    'tor@casqa.example',
    'tor+mail@casqa.example',
    'tor+mail',
    'addresses.programme: an address without "+", which torq adds itself',
  ],
  [
    'a web address that runs something',
    'account: https://www.casqa.org/user',
    'account: javascript:alert(1)',
    'javascript',
    'links.account: a web address that begins with https:// (found "javascript:alert(1)")',
  ],
  [
    'a Slack name instead of an id',
    'channel: C0000000000',
    'channel: "#tor-staff"',
    '#tor-staff',
    'slack.channel: a Slack channel id such as C012ABCDEF (found "#tor-staff")',
  ],
  [
    'an approver who is listed twice',
    'approvers: []',
    'approvers: [U01, U01]',
    'approvers: [',
    'slack.approvers[1]: "U01" is in this list twice',
  ],
  [
    'a quorum of more than there are approvers',
    'approvers: []\n  quorum: 1',
    'approvers: [U01]\n  quorum: 2',
    'quorum: 2',
    'slack.quorum: no more than there are approvers (found 2, and 1 listed)',
  ],
  [
    'one value where a list belongs',
    'approvers: []',
    'approvers: U01',
    'approvers: U01',
    'slack.approvers: a list such as [one, two] (found "U01")',
  ],
  [
    'an unknown shop software',
    'vendor: woocommerce',
    'vendor: shopify',
    'vendor: shopify',
    'payments.senders[0].vendor: one of woocommerce, drupal-commerce, stripe, paypal, square, authorize-net, generic (found "shopify")',
  ],
  [
    'a fee that no product stands for',
    'purpose: soq-resubmittal',
    'purpose: late-fee',
    'products:',
    'payments.products: a product with purpose soq-resubmittal is missing',
  ],
  [
    'a product that stands for two fees',
    'names: [IGP Trainer of Record Late Fee]',
    'names: [IGP trainer of record  SOQ Submittal fee]',
    'IGP trainer of record  SOQ',
    'payments.products[3].names[0]: "igp trainer of record soq submittal fee" belongs to another product already',
  ],
  [
    'a product without a name',
    'names: [IGP Trainer of Record Late Fee]',
    'names: []',
    'purpose: late-fee',
    'payments.products[3]: at least one entry in names or skus, or it is never recognised',
  ],
  [
    'payment that closes before it opens',
    'closes: 2023-05-19 16:00',
    'closes: 2023-04-01 16:00',
    'closes: 2023-04-01',
    'cycles[0].payment.closes: after payment.opens, 2023-04-03 09:00 (found 2023-04-01 16:00)',
  ],
  [
    'payment that is still open after the SOQ deadline',
    'closes: 2023-05-19 16:00',
    'closes: 2023-05-20 16:00',
    'closes: 2023-05-20',
    'cycles[0].payment.closes: not after soqDeadline, 2023-05-19 16:00 (found 2023-05-20 16:00)',
  ],
  [
    'payment that opens before the cycle',
    'opens: 2023-04-03 09:00',
    'opens: 2023-04-02 09:00',
    'opens: 2023-04-02',
    'cycles[0].payment.opens: not before the cycle opens, 2023-04-03 (found 2023-04-02 09:00)',
  ],
  [
    'a notification week that starts on a Tuesday',
    'notificationWeek: 2023-06-12',
    'notificationWeek: 2023-06-13',
    'notificationWeek:',
    'cycles[0].notificationWeek: a Monday (found 2023-06-13)',
  ],
  [
    'a notification week before the deadline',
    'notificationWeek: 2023-06-12',
    'notificationWeek: 2023-05-15',
    'notificationWeek:',
    'cycles[0].notificationWeek: after soqDeadline, 2023-05-19 16:00 (found 2023-05-15)',
  ],
  [
    'an orientation before people know that they are selected',
    'at: null                                  # such as',
    'at: 2023-06-02 10:00                      # such as',
    'at: 2023-06-02',
    'cycles[0].orientation.at: not before the notification week, 2023-06-12 (found 2023-06-02 10:00)',
  ],
  [
    'a second orientation without a first',
    'again: null',
    'again: 2023-06-27 10:00',
    'again: 2023-06-27',
    'cycles[0].orientation.again: after orientation.at, which is not set (found 2023-06-27 10:00)',
  ],
  [
    'a recording of a meeting without a time',
    'recording: null',
    'recording: https://video.example.org/1',
    'recording: https',
    'cycles[0].renewalMeeting.recording: null while renewalMeeting.at is not set (found https://video.example.org/1)',
  ],
  [
    'a meeting at an hour that clocks leave out',
    'at: null                                  # such as',
    'at: 2024-03-10 02:30                      # such as',
    'at: 2024-03-10',
    'cycles[0].orientation.at: a time that clocks in America/Los_Angeles show once; on that night they leave it out (found 2024-03-10 02:30)',
  ],
  [
    'an agreement that could not be told from its next version',
    'file: null ',
    'file: compliance-agreement.pdf ',
    'version: null',
    'agreement.version: a name for the version of agreement.file, such as 2027-1',
  ],
  [
    'a term that ends before it starts',
    'ends: 2024-06-30',
    'ends: 2023-06-30',
    'ends: 2023-06-30',
    'cycles[0].term.ends: after term.starts, 2023-07-01 (found 2023-06-30)',
  ],
  [
    'a term that does not start on the day on which terms start',
    'termStarts: 07-01',
    'termStarts: 08-01',
    'starts: 2023-07-01',
    'cycles[0].term.starts: the day of renewal.termStarts, 08-01 (found 2023-07-01)',
  ],
  [
    'late payment that ends before the due date',
    'lateUntil: 09-30',
    'lateUntil: 06-15',
    'lateUntil:',
    'renewal.lateUntil: a day between renewal.due, 06-30, and the next renewal.opens, 05-01 (found 06-15)',
  ],
  [
    'a checklist item that does not exist',
    'checklist: [qisp,',
    'checklist: [quiz,',
    'checklist:',
    'renewal.checklist[0]: one of qisp, meeting, agreement, fee (found "quiz")',
  ],
  [
    'one document that may be larger than all together',
    'maxBytesEach: 10485760',
    'maxBytesEach: 30000000',
    'maxBytesEach:',
    'soq.maxBytesEach: at most soq.maxBytesTotal, 20971520 (found 30000000)',
  ],
  [
    'a number that is not whole',
    'deadlineBandMinutes: 15',
    'deadlineBandMinutes: 7.5',
    'deadlineBandMinutes:',
    'soq.deadlineBandMinutes: a whole number (found 7.5)',
  ],
  [
    'decisions in the quiet hours',
    'at: "09:00"                                   # on',
    'at: "21:00"                                   # on',
    'at: "21:00"',
    'decisions.at: a time outside the quiet hours (found 21:00)',
  ],
  [
    'two rules with one name, whose mails would be taken for each other',
    'rule: late-fee ',
    'rule: soq-missing ',
    '# the due date is over',
    'reminders[3].rule: "soq-missing" is in this list twice',
  ],
  [
    'a rule whose mail does not exist',
    'message: soq-reminder',
    'message: soq-remainder',
    'message: soq-remainder',
    'reminders[0].message: one of soq-reminder, soq-last-reminder, onboarding-reminder, candidate-fee (found "soq-remainder")',
  ],
  [
    'a rule about applicants that counts from a renewal date',
    'reference: soqDeadline',
    'reference: renewalDue',
    'reference: renewalDue',
    'reminders[0].reference: one of cycleOpens, paymentOpens, paymentCloses, soqDeadline, notificationWeek, orientation, termStarts, termEnds for a rule about an application (found renewalDue)',
  ],
  [
    'a rule about nobody',
    '{ about: application, paid: true, submitted: false }',
    '{ about: everybody }',
    'everybody',
    'reminders[0].when.about: one of application, renewal (found "everybody")',
  ],
  [
    'an offset without its unit',
    'offsets: [-21d, -7d, -2d]',
    'offsets: [-21d, -7, -2d]',
    'offsets: [-21d, -7,',
    'reminders[0].offsets[1]: days such as -21d or +1d, or business days such as -3bd (found -7)',
  ],
  [
    'an offset that is there twice',
    'offsets: [-21d, -7d, -2d]',
    'offsets: [-21d, -7d, -7d]',
    'offsets: [-21d, -7d, -7d]',
    'reminders[0].offsets[2]: "-7" is in this list twice',
  ],
  [
    'a setting that is there twice',
    'late: $25 ',
    'late: $25\n  late: $30 ',
    'late: $30',
    'this setting is here twice; keep one of the two',
  ],
  [
    'a name that is not the name of the folder',
    'name: igp-tor',
    'name: igp',
    'name: igp',
    'name: the name of the folder, igp-tor (found "igp")',
  ],
  [
    'a cycle whose term overlaps the one above',
    'renewal:\n',
    `${secondCycle('2023-07-01')}\nrenewal:\n`,
    'starts: 2023-07-01, ends: 2025',
    'cycles[1].term.starts: after the term of the cycle above ends, 2024-06-30 (found 2023-07-01)',
  ],
  [
    'a time that clocks leave out in the night of daylight saving',
    'opens: 2023-04-03                           # the announcement; not published ("typically April - June")\n    payment:\n      opens: 2023-04-03 09:00',
    'opens: 2023-03-12\n    payment:\n      opens: 2023-03-12 02:30',
    '2023-03-12 02:30',
    'cycles[0].payment.opens: a time that clocks in America/Los_Angeles show once; on that night they leave it out (found 2023-03-12 02:30)',
  ],
  [
    'a time that clocks show twice when daylight saving ends',
    'opens: 2023-04-03                           # the announcement; not published ("typically April - June")\n    payment:\n      opens: 2023-04-03 09:00',
    'opens: 2022-11-06\n    payment:\n      opens: 2022-11-06 01:30',
    '2022-11-06 01:30',
    'cycles[0].payment.opens: a time that clocks in America/Los_Angeles show once; on that night they show it twice (found 2022-11-06 01:30)',
  ],
  [
    'how people come back, in other words',
    'requalify: full ',
    'requalify: half ',
    'requalify: half',
    'renewal.ladder.requalify: one of full, reduced (found "half")',
  ],
  [
    'a month of too many months',
    'reducedMonths: 12 ',
    'reducedMonths: 61 ',
    'reducedMonths: 61',
    'renewal.ladder.reducedMonths: at most 60 (found 61)',
  ],
  [
    'two cycles with one name',
    'renewal:\n',
    `${secondCycle('2024-07-01', '2023')}\nrenewal:\n`,
    '# one more',
    'cycles[1].name: "2023" is in this list twice',
  ],
  [
    'a cycle that opens before the one above',
    'renewal:\n',
    `${secondCycle('2024-07-01', '2024', '2023-03-01')}\nrenewal:\n`,
    'opens: 2023-03-01',
    'cycles[1].opens: after the cycle above opens, 2023-04-03 (found 2023-03-01)',
  ],
  [
    'an announcement to a list that there is not',
    'audiences: [members, active-qisps, licensees]',
    'audiences: [members, neighbours]',
    'audiences: [members, neighbours]',
    'cycles[0].announcement.audiences[1]: one of the audiences of this programme: members, active-qisps, licensees (found "neighbours")',
  ],
  [
    'an announcement after the fee can be paid',
    'perHour: 300 ',
    'on: 2023-05-20 ',
    'on: 2023-05-20',
    'cycles[0].announcement.on: between the day the cycle opens and payment.closes, 2023-04-03 to 2023-05-19 16:00 (found 2023-05-20)',
  ],
  [
    'an announcement that would trip the limit of an hour',
    'perHour: 300 ',
    'perHour: 1000 ',
    'perHour: 1000',
    'cycles[0].announcement.perHour: less than mailLimits.perHour, 1000, which would hold all mail back (found 1000)',
  ],
];

describe('a programme file that is wrong', () => {
  test.each(wrong)(
    '%s: named with its line, its field and what is expected',
    (_behaviour, piece, by, on, problem) => {
      const text = edited(piece, by);
      const file = write(text);
      expect(load()).toEqual({
        programmes: [],
        files: [],
        problems: [`${file}:${lineOf(text, on)}: ${problem}`],
      });
    },
  );

  test('all problems are told at once, in the order of their lines, also those between fields that are right', () => {
    const text = shipped
      .replace('soqNew: $530', 'soqNew: a lot')
      .replace('notificationWeek: 2023-06-12', 'notificationWeek: 2023-06-13')
      .replace('approvers: []\n  quorum: 1', 'approvers: [U01]\n  quorum: 9');
    const file = write(text);
    expect(load().problems).toEqual([
      `${file}:${lineOf(text, 'quorum: 9')}: slack.quorum: no more than there are approvers (found 9, and 1 listed)`,
      `${file}:${lineOf(text, 'a lot')}: fees.soqNew: an amount such as $65 or $65.00 (found "a lot")`,
      `${file}:${lineOf(text, '2023-06-13')}: cycles[0].notificationWeek: a Monday (found 2023-06-13)`,
    ]);
  });

  test.each([
    ['a tag', 'title: !!js/function "x"', /^igp-tor.*:1: tags \(!\.\.\.\) cannot be used/],
    ['a bracket that never closes', 'title: [one, two', /^igp-tor.*:\d+: not valid YAML: /],
    [
      'a tabulator as indentation',
      'fees:\n\tlate: $25',
      /^igp-tor.*:2: not valid YAML: Tabs are not allowed/,
    ],
    ['two documents', 'name: a\n---\nname: b', /^igp-tor.*:\d: not valid YAML: /],
    ['an alias of nothing', 'title: *nothing', /^igp-tor.*:1: (not valid|cannot be read as) YAML/],
    [
      'aliases that multiply',
      billionLaughs(),
      /^igp-tor.*:1: cannot be read as YAML \(Excessive alias count/,
    ],
    ['brackets without end', '['.repeat(100_000), /^igp-tor.*:\d+: (not valid|cannot be read as) YAML/],
    [
      'a text that is no settings',
      'hello',
      /^igp-tor.*:1: a group of settings \(indented lines below it\) \(found "hello"\)$/,
    ],
    ['nothing', '', /^igp-tor.*:1: a group of settings \(indented lines below it\) \(found nothing\)$/],
    [
      'far too long a file',
      `title: ${'x'.repeat(300_000)}`,
      /^igp-tor.*:1: must be shorter than 200000 characters$/,
    ],
  ])('%s is refused with its line', (_what, text, expected) => {
    write(text);
    const { programmes, problems } = load();
    expect(programmes).toEqual([]);
    expect(problems.map((problem) => problem.slice(folder.length + 1))).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  test('a key that is special in JavaScript is only an unknown setting', () => {
    const file = write(`${shipped}\n__proto__: { polluted: true }\nconstructor: 1\n`);
    const last = shipped.split('\n').length + 1;
    expect(load().problems).toEqual([
      `${file}:${last}: __proto__: there is no such setting; is it misspelled?`,
      `${file}:${last + 1}: constructor: there is no such setting; is it misspelled?`,
    ]);
    expect({}).not.toHaveProperty('polluted');
  });

  test('bytes that are no UTF-8 are refused', () => {
    const file = write(new Uint8Array([0x61, 0xff, 0x62]));
    expect(load().problems).toEqual([`${file}:1: must be UTF-8 text`]);
  });

  test('a folder without its file is named', () => {
    mkdirSync(join(folder, 'cgp-tor'));
    expect(load().problems).toEqual([`${join(folder, 'cgp-tor', 'programme.yaml')}:1: is missing`]);
  });

  test('no programme at all is a problem, also when the folder is not there', () => {
    const expected = `expected a programme such as ${join(folder, 'igp-tor', 'programme.yaml')}`;
    expect(load()).toEqual({
      programmes: [],
      files: [],
      problems: [`${folder}: no programme found; ${expected}`],
    });
    expect(loadProgrammes(join(folder, 'nowhere'), reminderMessages).problems).toHaveLength(1);
  });
});

/** Nine levels of ten: a billion values when every alias is followed. */
function billionLaughs(): string {
  const levels = Array.from(
    { length: 9 },
    (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(', ')}]`,
  );
  return ['a0: &a0 ha', ...levels].join('\n');
}
