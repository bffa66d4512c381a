// What is not formatted any further in a text from Slack: links, mentions, code. It is taken out before marks are read.
import { cleanLine } from '../core/clean.ts';
import type { Inline } from '../core/rich-text.ts';
import { unescaped } from './text.ts';

/** Private signs stand for what is not formatted any further: links, mentions, code. */
const open = '\uE000';
const close = '\uE001';

/** The text with a place for each of them, numbered as in `tokens`; what a mail cannot show is added to `problems`. */
export function takeTokens(
  text: string,
  problems: Set<string>,
): { marked: string; tokens: readonly Inline[] } {
  const tokens: Inline[] = [];
  const take = (token: Inline) => `${open}${tokens.push(token) - 1}${close}`;
  const marked = text
    .replace(/[\uE000\uE001\r]/g, '')
    .replace(/```\n?([\s\S]*?)```/g, (_all, code: string) =>
      code
        .split('\n')
        .map((line) => take(literal(line)))
        .join('\n'),
    )
    .replace(/`([^`\n]+)`|<([^<>\n]+)>/g, (_all, code: string | undefined, special: string | undefined) =>
      take(code === undefined ? specialOf(special ?? '', problems) : literal(code)),
    );
  return { marked, tokens };
}

/** Code as it was written; links in it are only their addresses. */
function literal(code: string): Inline {
  return textOf(code.replace(/<([^<>|]+)(?:\|[^<>]*)?>/g, '$1'));
}

/** What stands between "<" and ">": a link, a mention, a date. */
function specialOf(content: string, problems: Set<string>): Inline {
  const [target = '', ...labels] = content.split('|');
  const label = labels.join('|');
  if (target.startsWith('!date^')) return textOf(label);
  if (/^[@#!]/.test(target)) {
    problems.add(mentionProblem(target));
    return textOf('');
  }
  return linkOf(unescaped(target), label === '' ? target : label, problems);
}

function mentionProblem(target: string): string {
  if (target.startsWith('@'))
    return `It mentions <${/^@[UW][A-Z0-9]{1,30}$/.test(target) ? target : 'somebody'}>, whom the applicant knows by no such name. Please write the name.`;
  if (target.startsWith('#'))
    return 'It names a Slack channel, which the applicant cannot see. Please leave it out.';
  return 'It calls a group in Slack, such as “@here”. Please leave that out.';
}

function linkOf(href: string, label: string, problems: Set<string>): Inline {
  const url = URL.parse(href);
  if (url !== null && (url.hostname === 'slack.com' || url.hostname.endsWith('.slack.com')))
    problems.add('It has a link into Slack, which the applicant cannot open. Please leave it out.');
  const text = textOf(label);
  if (url === null || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return text;
  return { kind: 'link', href: url.href, children: [text] };
}

/** Text without what hides in it or turns it around; the spaces at its ends part it from its neighbours. */
export function textOf(text: string): { kind: 'text'; text: string } {
  const shown = unescaped(text);
  const clean = cleanLine(shown);
  if (clean === '') return { kind: 'text', text: shown === '' ? '' : ' ' };
  return {
    kind: 'text',
    text: `${/^\s/.test(shown) ? ' ' : ''}${clean}${/\s$/.test(shown) ? ' ' : ''}`,
  };
}
