import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choicesOf } from '../../src/core/choices.ts';
import type { PromptView } from '../../src/core/prompt.ts';
import { cardOf } from '../../src/slack/blocks.ts';
import { limitProblems } from '../support/slack-limits.ts';
import { soqApproval } from './prompts.ts';

const choices = Object.values(choicesOf).flatMap((forms) => forms.map(({ choice }): string => choice));
const hostile = fc.constantFrom(
  '<!channel> <!here|now> <@UBOB> <#C0TOR> <https://evil.example|safe> &amp; <script>',
  '&'.repeat(3000),
  '👩‍👩‍👧‍👦'.repeat(400),
  'שלום עולם ‮ 0.03$ مرحبا'.repeat(50),
  'a'.repeat(20_000),
  '\ud800 lone \udc00',
  '\u0000\u0007\r\n\r\n\t',
  '"\\"'.repeat(1500),
  '',
  ' ',
);
const words = fc.oneof(
  hostile,
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const promptView: fc.Arbitrary<PromptView> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...(Object.keys(choicesOf) as PromptView['kind'][])),
  title: words,
  facts: fc.array(fc.tuple(words, words), { maxLength: 60 }),
  channel: fc.constant('C0TOR'),
  place: fc.constant(null),
  version: fc.nat(),
  timeZone: fc.constantFrom('America/Los_Angeles', 'UTC', 'Asia/Kathmandu'),
  // Lines of our own, which name people by their ids.
  state: fc.array(fc.constantFrom('1 of 2 to approve: <@UBOB>, <@UBOB>', 'Recused: <@UBOB>'), {
    maxLength: 20,
  }),
  // The card of payers lists many, each with a button of its own (peopleBlocks).
  people: fc.option(
    fc.array(fc.record({ name: words, address: words, personId: fc.uuid() }), { maxLength: 60 }),
  ),
  body: fc.option(words, { nil: null }),
  hasMail: fc.boolean(),
  takeBack: fc.subarray(['undo', 'reopen'] as const),
  answered: fc.option(
    fc.record({
      choice: fc.oneof(fc.constantFrom(...choices), words),
      by: fc.oneof(fc.constant('UBOB'), words),
      at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
      reason: fc.option(words),
    }),
  ),
});

test('every card stays inside the limits of Slack', () => {
  fc.assert(
    fc.property(promptView, (prompt) => {
      const { text, blocks } = cardOf(prompt);
      expect(limitProblems(blocks)).toEqual([]);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(700);
      expect(text).not.toContain('\n');
    }),
    { numRuns: 300 },
  );
});

test('no card contains markup but the mention of who answered', () => {
  fc.assert(
    fc.property(promptView, (prompt) => {
      const { text, blocks } = cardOf(prompt);
      const shown = [text, ...textsIn(blocks)].map((part) =>
        prompt.answered === null || prompt.answered.by === 'UBOB' ? part.replaceAll('<@UBOB>', '') : part,
      );
      expect(shown.filter((part) => /[<>]|&(?!(?:amp|lt|gt);)/.test(part))).toEqual([]);
      expect(shown.filter((part) => !part.isWellFormed())).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a card for a title of many megabytes is drawn in no time', () => {
  const huge = '<&👩‍👩‍👧‍👦'.repeat(500_000);
  const began = performance.now();
  const { blocks } = cardOf(
    soqApproval({ title: huge, facts: Array.from({ length: 60 }, () => [huge, huge]) }),
  );
  expect(limitProblems(blocks)).toEqual([]);
  expect(performance.now() - began).toBeLessThan(5000);
});

function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}
