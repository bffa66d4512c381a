// The frame around the HTML part, one a programme: templates/<programme>/layout/mail.hbs.
import type Handlebars from 'handlebars';
import type { Fields } from './check-template.ts';
import type { Finding } from './finding.ts';
import type { Styles } from './html.ts';
import { checkSource, compileHtml } from './template-file.ts';

export type Layout = { frame: Handlebars.TemplateDelegate; styles: Styles };

/** Checks and compiles a layout. Besides the common values it may use {{subject}}, and must use {{{body}}} once. */
export function readLayout(
  source: string,
  commonFields: Fields,
): { layout: Layout; findings: readonly [] } | { layout: null; findings: readonly Finding[] } {
  const fields: Fields = new Map([...commonFields, ['subject', 'text'], ['body', 'text']]);
  const findings = [...checkSource(source, fields, ['body'])];
  if (source.split('{{{body}}}').length !== 2) {
    findings.push({ line: 1, problem: 'must contain {{{body}}} exactly once' });
  }
  if (!/<html[^>]*\slang="/.test(source)) findings.push({ line: 1, problem: 'needs <html lang="...">' });
  if (findings.length > 0) return { layout: null, findings };
  return { layout: { frame: compileHtml(source), styles: readStyles(source) }, findings: [] };
}

/** The rules for bare element names in the first <style>; they are written into the elements as well. */
function readStyles(source: string): Styles {
  const sheet = /<style>([\s\S]*?)<\/style>/.exec(source)?.[1] ?? '';
  const rules = sheet.matchAll(/^\s*([a-z][a-z0-9]*)\s*\{([^{}]*)\}/gm);
  return Object.fromEntries(
    [...rules].map(([, name, declarations]) => [
      name,
      (declarations ?? '').trim().replace(/\s*([:;])\s*/g, '$1'),
    ]),
  );
}
