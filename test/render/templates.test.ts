import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MessageName, messageFields } from '../../src/core/messages.ts';
import { commonValues } from '../../src/render/common-values.ts';
import { renderMessage } from '../../src/render/render-message.ts';
import { samples } from '../../src/render/samples.ts';
import { loadTemplates } from '../../src/render/templates.ts';
import { copyOfTemplates, shippedTemplates, type TemplateCopy } from '../support/mail-templates.ts';
import { igpTor } from '../support/programme.ts';

const names = Object.keys(messageFields) as MessageName[];

describe('the shipped templates', () => {
  const templates = shippedTemplates();

  test('there is one for every message, and none has a problem', () => {
    expect(loadTemplates('templates', igpTor).problems).toEqual([]);
    expect([...templates.mails.keys()]).toEqual(names);
  });

  test('every subject differs from every other message’s, so that a decision is never taken for a receipt', () => {
    const subjects = names.map((name) => new Set(samples[name].map((message) => subjectOf(message))));
    const all = subjects.flatMap((own) => [...own]);
    expect(all).toEqual([...new Set(all)]);
  });

  test('no mail says when by counting days, for it may arrive later than it was written', () => {
    const relative =
      /\b(today|tomorrow|yesterday|tonight|(in|within|for) (\d+|an?|one|two|three|few|some) (days?|hours?|weeks?)|(days?|weeks?) left)\b/i;
    for (const name of names) {
      for (const message of samples[name]) {
        const mail = renderMessage(templates, { message, common: commonValues(igpTor, 'Pat Doe') });
        expect(mail.text).not.toMatch(relative);
        expect(mail.subject).not.toMatch(relative);
      }
    }
  });

  test('every value of a message is used by its template', () => {
    const unused = names.flatMap((name) => {
      const source = readFileSync(join('templates', igpTor.name, 'mail', `${name}.hbs`), 'utf8');
      const used = new Set(source.match(/\{\{[^}]*\}\}/g)?.flatMap((tag) => tag.match(/\w+/g) ?? []));
      return messageFields[name].filter((field) => !used.has(field)).map((field) => `${name}: ${field}`);
    });
    expect(unused).toEqual([]);
  });

  function subjectOf(message: (typeof samples)[MessageName][number]): string {
    return renderMessage(templates, { message, common: commonValues(igpTor, 'Pat Doe') }).subject;
  }
});

describe('a template that is wrong is refused at start, with its file and line', () => {
  let copy: TemplateCopy;
  beforeEach(() => {
    copy = copyOfTemplates();
  });
  afterEach(() => copy.remove());

  const problems = () => loadTemplates(copy.folder, igpTor).problems;
  const known =
    'receivedAt, deadline, name, programmeTitle, organisation, organisationShort, website, accountLink, staffAddress';

  const head = 'Subject: SOQ late\n---\n';
  test.each([
    [
      'an unknown variable',
      `${head}Hello\n\n{{deadlin}}`,
      5,
      `unknown variable "deadlin" (known here: ${known})`,
    ],
    ['another message’s variable', `${head}{{order}}`, 3, `unknown variable "order" (known here: ${known})`],
    [
      'an unknown variable in the subject',
      'Subject: by {{date}}\n---\nHello',
      1,
      `unknown variable "date" (known here: ${known})`,
    ],
    [
      'one in a condition',
      `${head}{{#if late}}x{{/if}}`,
      3,
      `unknown variable "late" (known here: ${known})`,
    ],
    [
      'one in the other branch',
      `${head}{{#if name}}x{{else}}\n{{nam}}{{/if}}`,
      4,
      `unknown variable "nam" (known here: ${known})`,
    ],
    [
      'a way around the values',
      `${head}{{constructor}}`,
      3,
      `unknown variable "constructor" (known here: ${known})`,
    ],
    [
      'a path into a value',
      `${head}{{deadline.length}}`,
      3,
      `unknown variable "deadline.length" (known here: ${known})`,
    ],
    [
      'a value from outside',
      `${head}{{../deadline}}`,
      3,
      `unknown variable "../deadline" (known here: ${known})`,
    ],
    [
      'the root of all values',
      `${head}{{@root.deadline}}`,
      3,
      `unknown variable "@root.deadline" (known here: ${known})`,
    ],
    [
      'an unknown helper',
      `${head}{{upper deadline}}`,
      3,
      'unknown helper "upper": only {{#if}}, {{#unless}} and {{#each}} can be used',
    ],
    [
      'an unknown block helper',
      `${head}{{#with deadline}}x{{/with}}`,
      3,
      'unknown helper "with": only {{#if}}, {{#unless}} and {{#each}} can be used',
    ],
    [
      'a helper inside a condition',
      `${head}{{#if (eq name deadline)}}x{{/if}}`,
      3,
      '"(eq ...)" is not the name of a value',
    ],
    [
      'a partial',
      `${head}\n{{> footer}}`,
      4,
      'partials and decorators cannot be used, only {{#if}}, {{#unless}} and {{#each}}',
    ],
    [
      'a partial block',
      `${head}{{#> frame}}x{{/frame}}`,
      3,
      'partials and decorators cannot be used, only {{#if}}, {{#unless}} and {{#each}}',
    ],
    [
      'three braces',
      `${head}{{{deadline}}}`,
      3,
      'write {{deadline}} with two braces; values are always escaped',
    ],
    [
      'an ampersand',
      `${head}{{&deadline}}`,
      3,
      'write {{deadline}} with two braces; values are always escaped',
    ],
    [
      'a loop over a text',
      `${head}{{#each deadline}}{{this}}{{/each}}`,
      3,
      '"deadline" is not a list: {{#each}} needs one',
    ],
    ['block parameters', `${head}{{#if name as |n|}}x{{/if}}`, 3, '{{#if}} takes exactly one value'],
    [
      'a block that never ends',
      `${head}{{#if name}}x`,
      3,
      'a {{#...}} is not closed by {{/...}} at the end of the file',
    ],
    ['blocks that cross', `${head}{{#if name}}x{{/each}}`, 3, "if doesn't match each"],
    [
      'a mustache that never ends',
      `${head}a\n{{deadline`,
      4,
      'what stands between {{ and }} is not understood',
    ],
    [
      'no subject',
      'Hello {{name}}',
      1,
      'must begin with "Subject: ...", then a line "---", then the text of the mail',
    ],
    [
      'an empty subject',
      'Subject:\n---\nHello',
      1,
      'must begin with "Subject: ...", then a line "---", then the text of the mail',
    ],
    ['no text', `${head}\n\n`, 2, 'the mail has no text'],
    ['HTML', `${head}Hello <b>you</b>`, 3, 'HTML cannot be used in a mail: <b>'],
    [
      'an image',
      `${head}![logo](https://example.org/a.png)`,
      3,
      'an image cannot be used in a mail: ![logo](https://example.org/a.png)',
    ],
    [
      'code by indentation',
      `${head}Hello\n\n    by {{deadline}}`,
      5,
      'a line that starts with four spaces (or a code block) cannot be used in a mail: by',
    ],
    ['backticks', `${head}\`x\``, 3, 'text between backticks cannot be used in a mail: `x`'],
  ])('%s', (_what, source, line, problem) => {
    const file = join(copy.mail, 'soq-late.hbs');
    writeFileSync(file, source);
    expect(problems()).toEqual([`${file}:${line}: ${problem}`]);
  });

  test('lists, yes-or-no values and values that may be absent are used for what they are', () => {
    const received = join(copy.mail, 'soq-received.hbs');
    writeFileSync(
      received,
      `Subject: x\n---\n{{documents}}\n{{nearDeadline}}\n{{#each documents}}\n{{version}}\n{{@root}}\n{{/each}}`,
    );
    const selected = join(copy.mail, 'selected.hbs');
    writeFileSync(
      selected,
      'Subject: {{#if orientation}}{{orientation}}{{/if}}\n---\n{{#unless orientation}}\n{{orientation}}\n{{/unless}}\n{{#each steps}}{{@index}} {{this}} {{../termStarts}}{{#if @last}}.{{/if}}{{/each}}',
    );
    expect(problems().map((problem) => problem.replace(/ \(known here.*/, ''))).toEqual([
      `${received}:3: "documents" is a list: write {{#each documents}}...{{this}}...{{/each}}`,
      `${received}:4: "nearDeadline" is yes or no: write {{#if nearDeadline}}...{{/if}}`,
      `${received}:6: inside {{#each}} write {{../version}} for the message's own values`,
      `${received}:7: unknown variable "@root"`,
      `${selected}:4: "orientation" may be absent: write it inside {{#if orientation}}...{{/if}}`,
    ]);
  });

  test('a missing template, one without a message and a wrong one are told together', () => {
    rmSync(join(copy.mail, 'selected.hbs'));
    writeFileSync(join(copy.mail, 'selcted.hbs'), 'Subject: x\n---\nx');
    writeFileSync(join(copy.mail, 'soq-late.hbs'), `${head}{{one}} {{two}}`);
    expect(problems()).toEqual([
      `${join(copy.mail, 'soq-late.hbs')}:3: unknown variable "one" (known here: ${known})`,
      `${join(copy.mail, 'soq-late.hbs')}:3: unknown variable "two" (known here: ${known})`,
      `${join(copy.mail, 'selected.hbs')}:1: is missing`,
      `${join(copy.mail, 'selcted.hbs')}:1: there is no message "selcted"`,
    ]);
  });

  test('a mail whose template was refused cannot be rendered', () => {
    rmSync(join(copy.mail, 'soq-late.hbs'));
    const { templates } = loadTemplates(copy.folder, igpTor);
    const message = samples['soq-late'][0]!;
    expect(() => renderMessage(templates, { message, common: commonValues(igpTor, 'Pat Doe') })).toThrow(
      'programme igp-tor has no usable template for "soq-late"',
    );
  });

  test.each([
    ['a layout that leaves the mail out', '{{{body}}}', '', 'must contain {{{body}}} exactly once'],
    ['a layout without a language', '<html lang="en">', '<html>', 'needs <html lang="...">'],
  ])('%s', (_what, piece, by, problem) => {
    writeFileSync(copy.layout, readFileSync(copy.layout, 'utf8').replace(piece, by));
    expect(problems()).toEqual([`${copy.layout}:1: ${problem}`]);
  });

  test('a layout with an unknown variable or an unescaped value', () => {
    const source = readFileSync(copy.layout, 'utf8').replace(
      '<title>{{subject}}',
      '<title>{{{subject}}}{{deadline}}',
    );
    writeFileSync(copy.layout, source);
    const line = source.split('\n').findIndex((text) => text.includes('<title>')) + 1;
    expect(problems().map((problem) => problem.replace(/ \(known here.*/, ''))).toEqual([
      `${copy.layout}:${line}: write {{subject}} with two braces; values are always escaped`,
      `${copy.layout}:${line}: unknown variable "deadline"`,
    ]);
  });
});
