// Reads a template without running it: every variable known and used for what it is, nothing but if, unless and each.
import type { Finding } from './finding.ts';

/** What a value is to a template: text to print, a list for #each, yes/no for #if, or text that may be absent. */
export type FieldKind = 'text' | 'list' | 'flag' | 'optional';
export type Fields = ReadonlyMap<string, FieldKind>;

/** The block helpers a template may use. */
export const allowedHelpers = ['if', 'unless', 'each'] as const;

type Scope = {
  fields: Fields;
  /** Inside #each: `this` is an item, the message's values are at ../ */
  item: boolean;
  /** Optional fields that an #if around has shown to be there. */
  present: ReadonlySet<string>;
  /** Names that may stand in {{{ }}}: only the layout's body. */
  raw: readonly string[];
};

/** All that is wrong with a parsed template, by line. */
export function checkTemplate(
  program: hbs.AST.Program,
  fields: Fields,
  raw: readonly string[] = [],
): readonly Finding[] {
  return checkProgram(program, { fields, raw, item: false, present: new Set() });
}

function checkProgram(program: hbs.AST.Program, scope: Scope): readonly Finding[] {
  return program.body.flatMap((statement) => checkStatement(statement, scope));
}

function checkStatement(statement: hbs.AST.Statement, scope: Scope): readonly Finding[] {
  switch (statement.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return [];
    case 'MustacheStatement':
      return checkMustache(statement as hbs.AST.MustacheStatement, scope);
    case 'BlockStatement':
      return checkBlock(statement as hbs.AST.BlockStatement, scope);
    default:
      return [
        finding(statement, 'partials and decorators cannot be used, only {{#if}}, {{#unless}} and {{#each}}'),
      ];
  }
}

function checkMustache(mustache: hbs.AST.MustacheStatement, scope: Scope): readonly Finding[] {
  const name = nameOf(mustache.path);
  if (mustache.params.length > 0 || mustache.hash !== undefined) {
    return [
      finding(mustache, `unknown helper "${name}": only {{#if}}, {{#unless}} and {{#each}} can be used`),
    ];
  }
  if (!mustache.escaped && !scope.raw.includes(name)) {
    return [finding(mustache, `write {{${name}}} with two braces; values are always escaped`)];
  }
  const looked = look(mustache.path, scope);
  if (looked.problem !== null) return [finding(mustache, looked.problem)];
  return printable(name, looked.kind, scope.present).map((problem) => finding(mustache, problem));
}

function printable(name: string, kind: FieldKind, present: ReadonlySet<string>): readonly string[] {
  switch (kind) {
    case 'text':
      return [];
    case 'list':
      return [`"${name}" is a list: write {{#each ${name}}}...{{this}}...{{/each}}`];
    case 'flag':
      return [`"${name}" is yes or no: write {{#if ${name}}}...{{/if}}`];
    case 'optional':
      return present.has(bare(name))
        ? []
        : [`"${name}" may be absent: write it inside {{#if ${name}}}...{{/if}}`];
  }
}

function checkBlock(block: hbs.AST.BlockStatement, scope: Scope): readonly Finding[] {
  const helper = nameOf(block.path);
  const [subject, ...others] = block.params;
  const known = allowedHelpers.find((allowed) => allowed === helper);
  if (known === undefined) {
    return [
      finding(block, `unknown helper "${helper}": only {{#if}}, {{#unless}} and {{#each}} can be used`),
    ];
  }
  if (subject === undefined || others.length > 0 || block.hash !== undefined || hasBlockParams(block)) {
    return [finding(block, `{{#${helper}}} takes exactly one value`)];
  }
  const looked = look(subject, scope);
  const own =
    looked.problem !== null
      ? [looked.problem]
      : known === 'each' && looked.kind !== 'list'
        ? [notAList(subject)]
        : [];
  const shown = bare(nameOf(subject));
  const [inside, otherwise] = innerScopes(known, shown, scope);
  return [
    ...own.map((problem) => finding(block, problem)),
    ...checkProgram(block.program, inside),
    ...(block.inverse === undefined || block.inverse === null ? [] : checkProgram(block.inverse, otherwise)),
  ];
}

function innerScopes(
  helper: (typeof allowedHelpers)[number],
  shown: string,
  scope: Scope,
): readonly [Scope, Scope] {
  const withShown = { ...scope, present: new Set([...scope.present, shown]) };
  switch (helper) {
    case 'if':
      return [withShown, scope];
    case 'unless':
      return [scope, withShown];
    case 'each':
      return [{ ...scope, item: true }, scope];
  }
}

/** What an expression stands for, or what is wrong with it. */
function look(
  expression: hbs.AST.Expression,
  { fields, item }: Scope,
): { problem: string } | { problem: null; kind: FieldKind } {
  const name = nameOf(expression);
  if (expression.type !== 'PathExpression') return { problem: `"${name}" is not the name of a value` };
  const { data, depth, parts } = expression as hbs.AST.PathExpression;
  if (data) {
    const known = item && depth === 0 && ['index', 'first', 'last'].includes(parts.join('.'));
    return known
      ? { problem: null, kind: name === '@index' ? 'text' : 'flag' }
      : { problem: unknown(name, fields) };
  }
  if (item && depth === 0 && parts.length === 0) return { problem: null, kind: 'text' };
  const kind = parts.length === 1 ? fields.get(String(parts[0])) : undefined;
  if (kind === undefined || depth > (item ? 1 : 0)) return { problem: unknown(name, fields) };
  return item && depth === 0
    ? { problem: `inside {{#each}} write {{../${name}}} for the message's own values` }
    : { problem: null, kind };
}

function unknown(name: string, fields: Fields): string {
  return `unknown variable "${name}" (known here: ${[...fields.keys()].join(', ')})`;
}

function notAList(subject: hbs.AST.Expression): string {
  return `"${nameOf(subject)}" is not a list: {{#each}} needs one`;
}

function hasBlockParams(block: hbs.AST.BlockStatement): boolean {
  return block.program.blockParams !== undefined && block.program.blockParams.length > 0;
}

function nameOf(expression: hbs.AST.Expression): string {
  if (expression.type === 'SubExpression') {
    return `(${(expression as hbs.AST.SubExpression).path.original} ...)`;
  }
  return 'original' in expression ? String(expression.original) : expression.type;
}

function bare(name: string): string {
  return name.replace(/^(\.\.\/|this\.|\.\/)+/, '');
}

function finding(node: hbs.AST.Node, problem: string): Finding {
  return { line: node.loc.start.line, problem };
}
