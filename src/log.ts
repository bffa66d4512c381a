// Structured logs on stdout. Secrets and people's data never leave the process in them, whoever forgot to leave them out.
import { type DestinationStream, type Level, pino } from 'pino';

type Write = (fields: object, message: string) => void;

/** What a log line may be written with; fields first, then one sentence. An error belongs in the field `err`. */
export type Log = { debug: Write; info: Write; warn: Write; error: Write };

export type LogLevel = Level | 'silent';

/** Fields that are secret or personal by their name, wherever a caller put them within two levels. */
const privateFields = [
  'password',
  'pass',
  'token',
  'botToken',
  'appToken',
  'secret',
  'signingKey',
  'signingSecret',
  'authorization',
  'to',
  'toName',
  'from',
  'fullName',
  'subject',
  'text',
  'html',
  'reason',
  'raw',
];

const redactedPaths = privateFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** What must not be read in a line though no field's name gave it away: tokens, passwords in URLs, addresses. */
const masks: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\bxox[a-z]-[\w-]{4,}|\bxapp-[\w-]{4,}/g, '[token]'],
  [/\bBearer [\w.~+/-]{4,}=*/gi, 'Bearer [token]'],
  [/([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@"']{1,500}@/gi, '$1[credentials]@'],
  [/([\w!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]{0,64}@([\w-]{1,63}(?:\.[\w-]{1,63})+)/g, '$1…@$2'],
];

/** Makes a written line safe to keep: addresses lose all but their first letter and domain, secrets vanish. */
export function maskLine(line: string): string {
  return masks.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), line);
}

/** The log of the process: one JSON object a line, to stdout unless told otherwise. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redactedPaths, censor: '[private]' },
    hooks: { streamWrite: maskLine },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
