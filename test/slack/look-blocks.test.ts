import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Found, type PersonPage, personParts, type StaffOverview } from '../../src/core/staff-view.ts';
import { stages } from '../../src/core/stage.ts';
import { messageOf } from '../../src/slack/look-answers.ts';
import { type Blocks, bounded, modal } from '../../src/slack/look-blocks.ts';
import { overviewBlocks } from '../../src/slack/overview-blocks.ts';
import { foundBlocks, personBlocks } from '../../src/slack/person-blocks.ts';
import { limitProblems } from '../support/slack-limits.ts';
import { found, overview, personPage } from './looks.ts';

const words = fc.oneof(
  fc.constantFrom(
    '<!channel> <@UBOB> <https://evil.example|safe> &amp;',
    '&'.repeat(3000),
    '"\\"'.repeat(1500),
    '👩‍👩‍👧‍👦'.repeat(400),
    'שלום עולם ‮ 0.03$ مرحبا'.repeat(50),
    'a'.repeat(20_000),
    '\ud800 lone \udc00',
    '\u0000\r\n\t',
    '',
  ),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const count = fc.nat(5000);
const listOf = <T>(entry: fc.Arbitrary<T>, maxLength: number) => fc.array(entry, { maxLength, size: 'max' });

const programme = fc.record({
  title: words,
  pipeline: listOf(
    fc.record({
      about: words,
      total: count,
      stages: listOf(fc.record({ stage: fc.constantFrom(...stages), count }), 12),
    }),
    8,
  ),
  waiting: count,
  oldest: listOf(
    fc.record({
      title: words,
      since: fc.constant('Wednesday, September 27, 2023, 12:00 PM PDT'),
      people: listOf(fc.constant('U012345678A'), 40),
      place: fc.option(fc.constant({ channel: 'C0123456789', ts: '1700000000.000100' })),
    }),
    10,
  ),
  outgoing: fc.record({
    today: listOf(fc.record({ message: words, count }), 25),
    reminders: listOf(fc.record({ rule: words, at: words }), 9),
    next: listOf(fc.record({ at: words, count }), 3),
    still: listOf(words, 3),
  }),
});
const anyOverview: fc.Arbitrary<StaffOverview> = fc.record({
  asOf: words,
  hold: fc.constantFrom('Mail goes out.', '*All mail is held* since Friday, by <@UBOB>.'),
  mailbox: listOf(words, 30),
  programmes: listOf(programme, 12),
});
const anyFound: fc.Arbitrary<Found> = fc.record({
  words,
  people: listOf(fc.record({ id: fc.uuid(), name: words, address: words, standing: words }), 10),
  more: fc.boolean(),
  orders: listOf(words, 5),
});
const anyPage: fc.Arbitrary<PersonPage> = fc.record({
  personId: fc.uuid(),
  part: fc.constantFrom(...personParts),
  from: fc.nat(1000).map((page) => page * 10),
  name: words,
  addresses: listOf(words, 30),
  lines: listOf(fc.record({ under: words, text: words }), 10),
  total: count,
});
const anything: fc.Arbitrary<Blocks> = fc.oneof(
  anyOverview.map((value) => overviewBlocks(value, 'https://casqa.slack.com')),
  anyFound.map(foundBlocks),
  anyPage.map(personBlocks),
);

test('whatever is shown stays inside the limits of Slack, in views and in messages', () => {
  fc.assert(
    fc.property(anything, words, (blocks, title) => {
      expect(limitProblems(bounded(blocks, 100), 100)).toEqual([]);
      const view = modal('look-person', title, blocks);
      expect(limitProblems(view.blocks, 100)).toEqual([]);
      expect([view.title.text.length > 0, view.title.text.length <= 24]).toEqual([true, true]);
      const message = messageOf({ title: 'Person', callbackId: 'look-person', blocks });
      expect(limitProblems(message.blocks, 50)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('nothing that people wrote becomes markup', () => {
  fc.assert(
    fc.property(anything, (blocks) => {
      const shown = textsIn(blocks).map((text) => text.replace(/<@U[A-Z0-9]+>/g, ''));
      expect(shown.filter((text) => /[<>]|&(?!(?:amp|lt|gt);)/.test(text))).toEqual([]);
      expect(shown.filter((text) => !text.isWellFormed())).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('what does not fit is said to be missing, and what is short and about everything is kept', () => {
  const question = { ...overview.programmes[0]!.oldest[0]!, title: 'x'.repeat(120) };
  const crowded = Array.from({ length: 10 }, () => ({
    ...overview.programmes[0]!,
    oldest: Array.from({ length: 10 }, () => question),
  }));
  const blocks = bounded(overviewBlocks({ ...overview, programmes: crowded }, 'https://x.example'), 100);
  expect(textsIn(blocks).filter((text) => text.startsWith('Cycle 2023'))).toHaveLength(10);
  expect(textsIn(blocks).at(-1)).toBe('There is more than Slack can show here.');
});

test('the overview says everything that it was given', () => {
  expect(textsIn(overviewBlocks(overview, null))).toEqual([
    '*All mail is held* since Friday, by <@UANNA>.',
    'INBOX: read Friday, May 12, 2023, 6:59 AM PDT',
    'Find somebody',
    'Refresh',
    'As of Friday, May 12, 2023, 7:00 AM PDT',
    'IGP Trainer of Record',
    'Cycle 2023: 3\n• 3 SOQ under review',
    'Goes out today:\n• 2 soq-reminder\nReminders to come: soq-missing: Friday, May 12, 2023, 9:00 AM PDT\nNext: Friday, May 12, 2023, 9:00 AM PDT: 2\nStands still: 1 held',
    'Waits for staff: 2 (IGP Trainer of Record)',
    'SOQ to decide: Pat &lt;Doe&gt;',
    'since Friday, May 12, 2023, 7:00 AM PDT, for <@UANNA>',
    'and 1 more, which have waited less long',
  ]);
});

test('those that were found stand with where they are, and a call for more words when there are others', () => {
  expect(textsIn(foundBlocks({ ...found, more: true }))).toEqual([
    'Found for "doe":',
    'Pat Doe\npat@example.org\nSOQ under review',
    'Open',
    'Sam Doe\nsam@example.org\ncandidate',
    'Open',
    'There are more than these: more exact, please.',
  ]);
  expect(textsIn(foundBlocks({ ...found, people: [] }))).toEqual([
    'Nobody was found for "doe".',
    'Try a part of the name, an e-mail address or an order number.',
  ]);
});

test.each([
  [{ part: 'mails', from: 0, total: 1 }, []],
  [{ part: 'mails', from: 0, total: 43 }, ['Older']],
  [{ part: 'mails', from: 40, total: 43 }, ['Newer']],
  [{ part: 'history', from: 10, total: 43 }, ['Newer', 'Older']],
  [{ part: 'facts', from: 10, total: 43 }, ['Back', 'More']],
] as const)('the card at %j has the buttons %j', (changes, labels) => {
  const texts = textsIn(personBlocks(personPage(changes)));
  expect(texts.slice(0, 5)).toEqual(['Pat Doe', 'pat@example.org', 'Where it stands', 'Mails', 'History']);
  expect(texts.filter((text) => ['Older', 'Newer', 'Back', 'More'].includes(text))).toEqual(labels);
});

function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}
