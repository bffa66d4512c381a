// The Authentication-Results field (RFC 8601 section 2.2). Values in it are chosen by strangers (smtp.mailfrom, comments),
// so it is taken apart by its grammar: what stands in quotes or comments is never a result.

export type MethodResult = { method: string; result: string; properties: ReadonlyMap<string, string> };
export type AuthenticationResults = { authservId: string; results: readonly MethodResult[] };

type Token = { kind: 'word' | 'quoted' | 'semicolon' | 'equals'; text: string };

/** A real field is a tenth of this. */
const longestField = 16_384;

/** The results of one field, or null when it does not follow the grammar. */
export function parseAuthenticationResults(value: string): AuthenticationResults | null {
  const tokens = value.length > longestField ? null : tokenize(value);
  if (!tokens) {
    return null;
  }
  const [head = [], ...infos] = split(tokens);
  const authservId = head[0]?.text.toLowerCase();
  if (!authservId || head.length > 2) {
    return null;
  }
  return { authservId, results: infos.map(methodResult).filter((result) => result !== null) };
}

function methodResult(tokens: readonly Token[]): MethodResult | null {
  const [method, equals, result, ...rest] = tokens;
  if (method?.kind !== 'word' || equals?.kind !== 'equals' || result?.kind !== 'word') {
    return null;
  }
  const properties = new Map<string, string>();
  for (let at = 0; at < rest.length; at++) {
    const [name, sign, value] = rest.slice(at, at + 3);
    if (name?.kind !== 'word' || sign?.kind !== 'equals' || !value) {
      continue;
    }
    const key = name.text.toLowerCase();
    if (properties.has(key)) {
      // Two values for one property: nobody can say which one is meant.
      return null;
    }
    properties.set(key, value.text);
    at += 2;
  }
  return {
    method: method.text.toLowerCase().replace(/\/\d+$/, ''),
    result: result.text.toLowerCase(),
    properties,
  };
}

function split(tokens: readonly Token[]): Token[][] {
  const groups: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'semicolon') {
      groups.push([]);
    } else {
      groups.at(-1)?.push(token);
    }
  }
  return groups;
}

const nextToken = /[ \t\r\n]*(?:(;)|(=)|"((?:[^"\\]|\\.)*)"|([^\s;="()]+))/y;

/** Null on an open quote or comment: what follows it could be anything. */
function tokenize(value: string): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (value.slice(at).trim() !== '') {
    const comment = /^[ \t\r\n]*\(/.exec(value.slice(at, at + 200));
    if (comment) {
      const end = endOfComment(value, at + comment[0].length);
      if (end < 0) {
        return null;
      }
      at = end;
      continue;
    }
    nextToken.lastIndex = at;
    const match = nextToken.exec(value);
    if (!match) {
      return null;
    }
    tokens.push(tokenOf(match));
    at = nextToken.lastIndex;
  }
  return tokens;
}

function tokenOf([, semicolon, equals, quoted, word]: RegExpExecArray): Token {
  if (semicolon) {
    return { kind: 'semicolon', text: ';' };
  }
  if (equals) {
    return { kind: 'equals', text: '=' };
  }
  return quoted === undefined ? { kind: 'word', text: word ?? '' } : { kind: 'quoted', text: quoted };
}

/** Comments nest and may hold quoted pairs (RFC 5322 section 3.2.2). */
function endOfComment(value: string, from: number): number {
  let depth = 1;
  for (let at = from; at < value.length; at++) {
    const char = value[at];
    if (char === '\\') {
      at += 1;
    } else if (char === '(') {
      depth += 1;
    } else if (char === ')') {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return -1;
}
