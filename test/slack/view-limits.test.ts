// Every builder of blocks and windows stays inside Slack's limits, whatever people, programmes and mails hold.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choicesOf } from '../../src/core/choices.ts';
import { personActions } from '../../src/core/person-actions.ts';
import type { SettingField } from '../../src/core/settings/view.ts';
import { type AskingForm, formOf, refusalOf } from '../../src/slack/form.ts';
import { messageOf, searchForm } from '../../src/slack/look-answers.ts';
import { bounded, button, header, lines, modal, plain, said, small } from '../../src/slack/look-blocks.ts';
import { mailBlocks } from '../../src/slack/mail-blocks.ts';
import { duplicatesBlocks, mergeButton, undoButton } from '../../src/slack/merge-page.ts';
import { compareView, confirmMergeView, findTwoView, mergeToldView } from '../../src/slack/merge-views.ts';
import { refusalView, waitingView } from '../../src/slack/merge-windows.ts';
import { actionView, offersView } from '../../src/slack/person-acts-views.ts';
import { fieldBlocks } from '../../src/slack/settings-fields.ts';
import { chooseView, confirmView, formView } from '../../src/slack/settings-views.ts';
import { limitProblems } from '../support/slack-limits.ts';
import { type View, viewProblems } from '../support/view-limits.ts';

const words = fc.oneof(
  fc.constantFrom(
    '<!channel> <@UBOB> <https://evil.example|safe> &amp;',
    '&'.repeat(4000),
    '👩‍👩‍👧‍👦'.repeat(400),
    'שלום עולם ‮ 0.03$ مرحبا'.repeat(50),
    'a'.repeat(20_000),
    '\ud800 lone \udc00',
    '\u0000\u0007\r\n\t',
    '',
  ),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const many = <T>(entry: fc.Arbitrary<T>, maxLength = 5000) =>
  fc.array(entry, { minLength: 1, maxLength, size: 'max' });
const name = fc.stringMatching(/^[a-z0-9-]{1,40}$/);

const asking = Object.values(choicesOf)
  .flat()
  .filter((form): form is AskingForm => form.asks !== null);
const field: fc.Arbitrary<SettingField> = fc
  .tuple(
    fc.constantFrom(
      ...([
        ['date', '2023-05-19'],
        ['date-and-time-or-none', null],
        ['link-or-none', null],
        ['date-and-time', '2023-05-19 16:00'],
        ['money', '$530.00'],
        ['count', 3],
        ['link', 'https://example.org/rfq'],
        ['people', ['U012ABCDEF', 'U012ABCDEG']],
      ] as const),
    ),
    words,
    fc.option(words),
  )
  .map(([[kind, value], label, setHere]) => ({ path: 'p', kind, value, label, setHere }) as SettingField);
const fields = many(field, 120).map((all) => all.map((entry, at) => ({ ...entry, path: `cycles.${at}` })));
const wish = fc.record({ programme: name, basedOn: fc.nat(), changes: fc.constant({}) });
const proposal = fc.record({ changes: many(words), consequences: many(words), mark: name });
const mail = fc.record({ from: words, subject: words, received: words, text: words, files: many(words, 60) });
const glance = fc.record({ id: name, name: words, address: words, standing: words });
const pair = fc.record({ one: glance, other: glance, reasons: many(words, 6), byNameAlone: fc.boolean() });
const pastMerge = fc.record({ id: name, into: words, from: words, by: words, at: words });
const face = fc.record({
  id: name,
  name: words,
  version: fc.nat(),
  addresses: fc
    .array(fc.oneof(words, fc.emailAddress()), { maxLength: 200, size: 'max' })
    .map((all) => all.filter((address) => address !== '')),
  lines: many(words, 300),
});
const mergeWish = fc.record({
  ...{ intoId: name, fromId: name, nameOf: name, mainAddress: fc.emailAddress() },
  ...{ seen: fc.record({ into: fc.nat(), from: fc.nat() }), closing: fc.constant([]) },
});
const conflict = fc.record({ key: name, label: words, explained: words, blocked: fc.constant(null) });
const window_ = (blocks: object[]) => ({ title: { text: 'x' }, submit: { text: 'x' }, blocks });

/** What each builder makes of anything, as a window. */
const builders: Readonly<Record<string, fc.Arbitrary<View>>> = {
  formOf: fc
    .tuple(fc.constantFrom(...asking), fc.option(words), many(words, 60))
    .map(([form, matter, reasons]) =>
      formOf(form, { promptId: 'p'.repeat(200), place: { channel: 'C0', ts: '1.1' } }, matter, reasons),
    ),
  refusalOf: words.map(refusalOf),
  searchForm: fc.constant(searchForm()),
  messageOf: mail.map((shown) =>
    window_(messageOf({ title: 'Mail', callbackId: 'look', blocks: mailBlocks(shown) }).blocks),
  ),
  mailBlocks: mail.map((shown) => window_(mailBlocks(shown))),
  modal: fc.tuple(words, mail).map(([title, shown]) => modal('look', title, mailBlocks(shown))),
  chooseView: many(fc.record({ programme: name, section: name, title: words }), 300).map(chooseView),
  formView: fc
    .record({ programme: name, section: name, title: words, version: fc.nat(), zone: words, fields })
    .map(formView),
  fieldBlocks: fields.map((all) => window_(bounded(all.flatMap(fieldBlocks), 100))),
  offersView: fc
    .tuple(
      words,
      many(
        fc.record({ action: fc.constantFrom(...personActions), caseId: fc.option(name), label: words }),
        300,
      ),
    )
    .map(([called, offers]) => offersView({ personId: 'p', name: called, version: 1 }, offers)),
  actionView: fc
    .tuple(words, fc.constantFrom(...personActions))
    .map(([called, action]) =>
      actionView({ personId: 'p', name: called, version: 1, action, caseId: 'c'.repeat(100) }),
    ),
  duplicatesBlocks: fc
    .record({
      pairs: fc.array(pair, { maxLength: 5 }),
      from: fc.nat(),
      total: fc.nat(),
      merges: fc.array(pastMerge, { maxLength: 5 }),
    })
    .map((page) => window_(duplicatesBlocks(page))),
  mergeButton: fc.constant(
    window_([{ type: 'actions', elements: [mergeButton('list', 'Duplicates: 1000000', 0)] }]),
  ),
  undoButton: name.map((id) => window_([{ type: 'actions', elements: [undoButton(id)] }])),
  compareView: fc
    .record({ faces: fc.tuple(face, face), reasons: many(words, 6), noted: fc.option(words) })
    .map(compareView),
  confirmMergeView: fc
    .record({
      wish: mergeWish,
      name: words,
      says: many(words, 6),
      conflicts: fc.array(conflict, { maxLength: 10 }),
    })
    .map(confirmMergeView),
  findTwoView: fc.constant(findTwoView()),
  mergeToldView: fc.tuple(words, fc.option(name)).map(([told, id]) => mergeToldView(told, id)),
  refusalView: words.map(refusalView),
  waitingView: fc.constant(waitingView()),
  confirmView: fc
    .tuple(wish, proposal, fc.boolean())
    .map(([wanted, shown, again]) => confirmView(wanted, shown, again)),
  bounded: many(words, 300).map((texts) => window_(bounded(texts.map(small), 100))),
  header: words.map((text) => window_([header(text)])),
  lines: fc
    .tuple(many(words), fc.integer({ min: 20, max: 1000 }))
    .map(([texts, each]) => window_([lines(texts, each)])),
  said: words.map((text) => window_([said(text)])),
  small: words.map((text) => window_([small(text)])),
  plain: fc.constant(window_([{ type: 'header', text: plain('Ours alone') }])),
  button: words.map((label) => window_([{ type: 'actions', elements: [button('look', label)] }])),
};

/** Builders whose limits have a file of their own. */
const elsewhere: Readonly<Record<string, string>> = {
  cardOf: 'blocks-limits.test.ts',
  peopleBlocks: 'blocks-limits.test.ts',
  overviewBlocks: 'look-blocks.test.ts',
  personBlocks: 'look-blocks.test.ts',
  foundBlocks: 'look-blocks.test.ts',
};

describe('inside the limits of Slack stays whatever is built by', () => {
  test.each(Object.keys(builders))('%s', (builder) => {
    const built = builders[builder];
    if (built === undefined) throw new Error(builder);
    fc.assert(
      fc.property(built, (view) => {
        expect(viewProblems(view)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

test('no builder is left out', () => {
  const covered = [...Object.keys(builders), ...Object.keys(elsewhere)];
  expect(buildersIn(join(import.meta.dirname, '../../src/slack')).toSorted()).toEqual(covered.toSorted());
  for (const [builder, file] of Object.entries(elsewhere))
    expect(readFileSync(join(import.meta.dirname, file), 'utf8')).toContain(`${builder}(`.slice(0, -1));
});

test('what Slack would refuse is found', () => {
  const text = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
  const select = {
    type: 'static_select',
    options: Array.from({ length: 101 }, () => ({ text: text(76), value: '' })),
  };
  const input = { type: 'input', label: text(1), element: select };
  const problems = viewProblems({ title: text(25), private_metadata: 'x'.repeat(3001), blocks: [input] });
  expect([...new Set(problems)]).toEqual([
    `title "${'x'.repeat(25)}"`,
    'private_metadata',
    'inputs without a button to submit them',
    '101 options in a static_select',
    'an option of 76 characters',
    "an option's value of 0 characters",
  ]);
  expect(limitProblems(Array.from({ length: 51 }, () => ({ type: 'divider' })))).toEqual(['51 blocks']);
});

/** Exported functions that return blocks, a card, a window, or a piece of one. */
function buildersIn(folder: string): string[] {
  const returned = /Blocks?\b|ModalView|\bView\b|\bCard\b|slack\.\w*(?:Block|Button|Element)/;
  return readdirSync(folder).flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8');
    const found = source.matchAll(/^export function (\w+)\([\s\S]*?\n?\): ([^\n]+?) \{$/gm);
    return [...found].flatMap(([, builder = '', type = '']) => (returned.test(type) ? [builder] : []));
  });
}
