// One template file, taken apart: "Subject: ..." above a line "---", the body in Markdown below it.
import Handlebars from 'handlebars';
import { allowedHelpers, checkTemplate, type Fields } from './check-template.ts';
import type { Finding } from './finding.ts';

export type MailTemplate = { subject: Handlebars.TemplateDelegate; body: Handlebars.TemplateDelegate };

const compileOptions: CompileOptions = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: {
    ...{ helperMissing: false, blockHelperMissing: false, with: false, log: false, lookup: false },
    ...Object.fromEntries(allowedHelpers.map((helper) => [helper, true])),
  },
};

/** Splits, checks and compiles a mail template; with findings there is no template. */
export function readMailTemplate(
  source: string,
  fields: Fields,
): { template: MailTemplate; findings: readonly [] } | { template: null; findings: readonly Finding[] } {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  const divider = lines.indexOf('---');
  if (divider === -1 || !/^Subject: *\S/.test(lines[0] ?? '')) {
    const problem = 'must begin with "Subject: ...", then a line "---", then the text of the mail';
    return { template: null, findings: [{ line: 1, problem }] };
  }
  const subject = lines.slice(0, divider).join('\n').replace('Subject:', '');
  // Empty lines stand for the head, so that line numbers are those of the file.
  const body = '\n'.repeat(divider + 1) + lines.slice(divider + 1).join('\n');
  const findings = [...checkSource(subject, fields), ...checkSource(body, fields)];
  if (body.trim() === '') findings.push({ line: divider + 1, problem: 'the mail has no text' });
  if (findings.length > 0) return { template: null, findings };
  return { template: { subject: compileRaw(subject), body: compileRaw(body) }, findings: [] };
}

/** Syntax errors, or what checkTemplate finds. */
export function checkSource(source: string, fields: Fields, raw: readonly string[] = []): readonly Finding[] {
  try {
    return checkTemplate(Handlebars.parse(source), fields, raw);
  } catch (error) {
    return [syntaxFinding(error)];
  }
}

/** A template whose values are escaped for HTML. */
export function compileHtml(source: string): Handlebars.TemplateDelegate {
  return Handlebars.create().compile(source, compileOptions);
}

/** A template whose values go in as they are: they are slots. */
function compileRaw(source: string): Handlebars.TemplateDelegate {
  return Handlebars.create().compile(source, { ...compileOptions, noEscape: true });
}

/** Handlebars says "Parse error on line 5:\n<code>\n----^\nExpecting 'ID', got 'EOF'" or "if doesn't match each - 3:2". */
function syntaxFinding(error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  const line = Number(/(?:on line |- )(\d+)(?::\d+)?/.exec(message)?.[1] ?? 1);
  if (message.includes("got 'EOF'"))
    return { line, problem: 'a {{#...}} is not closed by {{/...}} at the end of the file' };
  if (message.includes('Expecting'))
    return { line, problem: 'what stands between {{ and }} is not understood' };
  return { line, problem: message.replace(/ - \d+:\d+$/, '') };
}
