// What we say to people, and how it looks: templates and values -> subject, text and HTML. This file reads the
// templates of a programme and refuses, all at once and before anything is queued, whatever is wrong with them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MessageName, messageFields } from '../core/messages.ts';
import type { Programme } from '../programme/schema.ts';
import { UnsupportedMarkdown } from './document.ts';
import type { Finding } from './finding.ts';
import { commonKinds, fieldKinds } from './kinds.ts';
import { type Layout, readLayout } from './layout.ts';
import { ownFile } from './own-file.ts';
import { renderMessage } from './render-message.ts';
import { sampleCommon, samples } from './samples.ts';
import { type MailTemplate, readMailTemplate } from './template-file.ts';
import type { Templates } from './template-set.ts';

const messageNames = Object.keys(messageFields) as MessageName[];

/**
 * Reads `<folder>/<programme>/mail/*.hbs` and `<folder>/<programme>/layout/mail.hbs`; what is not there is taken from the
 * programme that it `extends`.
 * `problems` is one line each, with file and line; the templates may be used only when there are none.
 */
export function loadTemplates(
  folder: string,
  programme: Programme,
): { templates: Templates; problems: readonly string[] } {
  const place = join(folder, programme.name);
  const find = (path: string) => ownFile(folder, programme, path);
  const problems: string[] = [];
  const report = (file: string, findings: readonly Finding[]): void => {
    problems.push(...findings.map(({ line, problem }) => `${file}:${line}: ${problem}`));
  };
  const layout = loadLayout(find(join('layout', 'mail.hbs')), report);
  const mails = new Map<MessageName, MailTemplate>();
  for (const name of messageNames) {
    const template = loadMail(find(join('mail', `${name}.hbs`)), name, report);
    if (template !== null) mails.set(name, template);
  }
  problems.push(...strangers(join(place, 'mail')));
  const templates: Templates = { programme: programme.name, layout, mails };
  if (layout !== null) problems.push(...trialProblems(find, templates));
  return { templates, problems };
}

type Report = (file: string, findings: readonly Finding[]) => void;

function loadLayout(file: string, report: Report): Layout | null {
  const source = readSource(file, report);
  if (source === null) return null;
  const { layout, findings } = readLayout(source, commonKinds);
  report(file, findings);
  return layout;
}

function loadMail(file: string, name: MessageName, report: Report): MailTemplate | null {
  const source = readSource(file, report);
  if (source === null) return null;
  const { template, findings } = readMailTemplate(source, fieldKinds(name));
  report(file, findings);
  return template;
}

function readSource(file: string, report: Report): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    report(file, [{ line: 1, problem: missing ? 'is missing' : `cannot be read (${String(error)})` }]);
    return null;
  }
}

/** Templates that no message asks for: most likely a slip in the file's name. */
function strangers(folder: string): readonly string[] {
  const known = new Set(messageNames.map((name) => `${name}.hbs`));
  return entries(folder)
    .filter((file) => file.endsWith('.hbs') && !known.has(file))
    .map((file) => `${join(folder, file)}:1: there is no message "${file.replace(/\.hbs$/, '')}"`);
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return []; // each template in it has been reported as missing
  }
}

/** Renders every sample of the templates that passed, so that bad Markdown is found now and not on a busy day. */
function trialProblems(find: (path: string) => string, templates: Templates): readonly string[] {
  return [...templates.mails.keys()].flatMap((name) => {
    const file = find(join('mail', `${name}.hbs`));
    const found = samples[name].flatMap((message) => {
      try {
        renderMessage(templates, { message, common: sampleCommon });
        return [];
      } catch (error) {
        if (!(error instanceof UnsupportedMarkdown)) throw error;
        return [`${file}:${lineWith(error.start, file)}: ${error.message}: ${error.start}`];
      }
    });
    return [...new Set(found)];
  });
}

function lineWith(text: string, file: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  return (
    Math.max(
      0,
      lines.findIndex((line) => line.includes(text)),
    ) + 1
  );
}
