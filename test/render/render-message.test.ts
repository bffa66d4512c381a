import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { cleanLine } from '../../src/core/clean.ts';
import type { Message, MessageName } from '../../src/core/messages.ts';
import { commonValues } from '../../src/render/common-values.ts';
import { type RenderedMail, renderMessage } from '../../src/render/render-message.ts';
import { withEmptyLists } from '../../src/render/samples/limits.ts';
import { samplePeople } from '../../src/render/samples/people.ts';
import { samples } from '../../src/render/samples.ts';
import { shippedTemplates } from '../support/mail-templates.ts';
import { igpTor } from '../support/programme.ts';

const templates = shippedTemplates();
const messages = Object.values(samples).flat() as readonly Message[];

const render = (message: Message, name = 'Pat Doe'): RenderedMail =>
  renderMessage(templates, { message, common: commonValues(igpTor, name) });

/** The HTML as a mail program sees it: elements with their addresses, and the text of each paragraph. */
function seen(html: string): { elements: string[]; paragraphs: string[] } {
  const elements: string[] = [];
  const paragraphs: string[] = [];
  let paragraph: string | null = null;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'p') paragraph = '';
      // Places where a line may be broken say nothing.
      if (name !== 'wbr' && name !== 'br') elements.push([name, attributes.href].filter(Boolean).join(' '));
    },
    ontext(text) {
      if (paragraph !== null) paragraph += text;
    },
    onclosetag(name) {
      if (name !== 'p' || paragraph === null) return;
      paragraphs.push(paragraph.replace(/\s+/g, ' ').trim());
      paragraph = null;
    },
  });
  parser.end(html);
  return { elements, paragraphs };
}

function textParagraphs(text: string): string[] {
  return text.split('\n\n').map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());
}

const longestLine = (part: string): number =>
  Math.max(...part.split('\n').map((line) => Buffer.byteLength(line)));

/** Pieces that mean something to Markdown, Handlebars, HTML, headers or our own slots, among all other characters. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '[click](http://example.net)',
        '![x](http://example.net/x.png)',
        '<b>',
        '</p>',
        '<script>alert(1)</script>',
        '<a href="http://example.net">',
        '<!--',
        '&lt;b&gt;',
        '&#x202e;',
        '`x`',
        '**x**',
        '_x_',
        '\\',
        '\r\nBcc: all@example.net',
        '\n\n# Heading\n\n',
        '\n- item\n',
        '\n> quote\n',
        '\n---\n',
        '    code',
        '| a | b |',
        '{{name}}',
        '{{{body}}}',
        '{{#if name}}',
        '\u202Egpj.exe',
        '\u2066',
        '\uFDD00\uFDD1',
        '\uFDD0999\uFDD1',
        '$&',
        '$1',
        'http://example.net',
        'all@example.net',
        '"',
        "'",
        '1. ',
        '=\n===',
      ),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

describe('a value from outside stays text', () => {
  const instructions = samples.instructions[0]!;
  const plain = render(instructions);

  test('a name reads the same in both parts and adds no element, no link and no line break', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const visible = cleanLine(name);
        const greeting = visible === '' ? 'Hello,' : `Hello ${visible},`;
        const mail = render(instructions, name);
        expect(textParagraphs(mail.text)[1]).toBe(greeting);
        const { elements, paragraphs } = seen(mail.html);
        expect(paragraphs[1]).toBe(greeting);
        expect(elements).toEqual(seen(plain.html).elements);
        expect(mail.subject).toBe(plain.subject);
      }),
      { numRuns: 500 },
    );
  });

  test('every other value does too, in every mail', () => {
    fc.assert(
      fc.property(fc.constantFrom(...messages), hostile, (message, value) => {
        fc.pre(cleanLine(value) !== '');
        const spoilt = everyText(message, value);
        const mail = render(spoilt, value);
        expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(withoutOwnLinks(mail, spoilt)).toEqual(withoutOwnLinks(render(message), message));
        for (const part of [mail.text, mail.html]) {
          expect(longestLine(part)).toBeLessThan(998);
          expect(part.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\uFDD0-\uFDEF]/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('values without an end break no line limit', () => {
    for (const value of ['x', '<', '👩‍🔬', 'x ', '&& ']) {
      for (const message of messages) {
        const mail = render(everyText(message, value.repeat(5_000)), value.repeat(5_000));
        expect(longestLine(mail.text)).toBeLessThan(998);
        expect(longestLine(mail.html)).toBeLessThan(998);
        expect([...mail.subject].length).toBeLessThanOrEqual(150);
      }
    }
  });

  test('a reason keeps its lines and paragraphs, and nothing else of its form', () => {
    const mail = render({
      name: 'not-selected',
      values: {
        reason: 'First <line>\n- second\n\n# Third [x](http://example.net)\n',
        resubmittalFee: '$280.00',
      },
    });
    expect(mail.text).toContain('\n\n> First <line>\n> - second\n>\n> # Third [x](http://example.net)\n\n');
    expect(mail.html.replace(/\s+style="[^"]*"/g, '')).toContain(
      '<blockquote><p>First &#60;line&#62;<br>\n- second<br>\n<br>\n# Third [x](http://example.net)</p></blockquote>',
    );
  });

  test('neither does one that is a value of the message', () => {
    for (const joinAt of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '//example.net',
      'https://',
    ]) {
      const values = { ...samples['orientation-invitation'][0]!.values, joinAt };
      const mail = render({ name: 'orientation-invitation', values });
      expect(seen(mail.html).elements.filter((element) => element.startsWith('a'))).toEqual([
        `a mailto:${igpTor.addresses.staff}`,
      ]);
      expect(mail.text).toContain(`Join here: ${joinAt}\n`);
    }
  });

  test('an address that would run something becomes no link', () => {
    const common = {
      ...commonValues(igpTor, 'Pat Doe'),
      website: 'javascript:alert(1)',
      accountLink: 'data:text/html,x',
    };
    const { elements } = seen(renderMessage(templates, { message: samples.selected[0]!, common }).html);
    expect(elements.filter((element) => element.startsWith('a'))).toEqual([
      `a mailto:${common.staffAddress}`,
    ]);
  });

  test('somebody without a name is greeted without one', () => {
    expect(textParagraphs(render(instructions, '\u200B \n').text)[1]).toBe('Hello,');
  });
});

describe('a mail', () => {
  test.each(messages.map((message) => [message.name, message] as const))(
    '%s is readable in both parts',
    (_name, message) => {
      const { subject, text, html } = render(message);
      expect(subject.length).toBeLessThan(110);
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(120);
      expect(text.split('\n').filter((line) => line.length > 75 && line.includes(' '))).toEqual([]);
      expect(text).not.toMatch(/\\|\*\*|\]\(http|\{\{|\n\n\n|undefined|null|\[object/);
      expect(html).not.toMatch(/\{\{|undefined|null|\[object/);
      const { elements } = seen(html);
      expect(elements.filter((element) => element === 'h1')).toHaveLength(1);
      expect(elements.filter((element) => /^(img|script|iframe|form|link)\b/.test(element))).toEqual([]);
    },
  );

  test.each(Object.entries(samplePeople))(
    'greets somebody with an unusual name as they are called: %s',
    (_who, name) => {
      for (const message of messages) {
        const mail = render(message, name);
        const greeting = cleanLine(name) === '' ? 'Hello,' : `Hello ${cleanLine(name)},`;
        expect(textParagraphs(mail.text)[1]).toBe(greeting);
        expect(seen(mail.html).paragraphs[1]).toBe(greeting);
      }
    },
  );

  test('with an empty list has no heading without text, and no sentence that leads to nothing', () => {
    for (const message of messages.map(withEmptyLists)) {
      const { text } = render(message);
      expect(text).not.toMatch(/\n[-=]{3,}\n\n[^\n]+\n[-=]{3,}\n/);
      expect(text).not.toMatch(/:\n\n(?!- |1\. )/);
    }
  });

  test('says the same in both parts', () => {
    for (const message of messages) {
      const { text, html } = render(message);
      const words = (part: string): string => part.replace(/\s+/g, ' ');
      for (const paragraph of seen(html).paragraphs.slice(1, -1)) {
        const bare = text.replace(/^> ?/gm, '').replace(/ \(https?:[^)]*\)/g, '');
        expect(words(bare.replace(/\s\(https?:[^)]*\)/g, ''))).toContain(paragraph);
      }
    }
  });

  test('follows links to the programme’s own pages and addresses, and to those that are its values, only', () => {
    const links = new Set(
      messages.flatMap((message) => {
        const own = Object.values(message.values).map((value) => `a ${value}`);
        const all = seen(render(message).html).elements.filter((e) => e.startsWith('a '));
        return all.filter((link) => !own.includes(link));
      }),
    );
    expect([...links].sort()).toEqual(
      [
        `a ${igpTor.links.announcement}`,
        `a ${igpTor.links.account}`,
        'a mailto:trainers@example.org',
        `a mailto:${igpTor.addresses.staff}`,
      ].sort(),
    );
  });
});

/** The elements, but for links to mail addresses and to addresses that are values of the message. */
function withoutOwnLinks({ html }: RenderedMail, { values }: Message): string[] {
  const own = Object.values(values).map((value) => `a ${URL.parse(String(value))?.href}`);
  return seen(html).elements.filter(
    (element) => element !== 'a' && !element.startsWith('a mailto:') && !own.includes(element),
  );
}

/** The message with `value` in place of each of its texts and list entries. */
function everyText(message: Message, value: string): Message {
  const spoil = (old: unknown): unknown =>
    Array.isArray(old) ? old.map(() => value) : typeof old === 'string' ? value : old;
  const values = Object.fromEntries(
    Object.entries(message.values).map(([field, old]) => [field, spoil(old)]),
  );
  return { name: message.name as MessageName, values } as Message;
}
