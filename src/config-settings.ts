// Where settings come from: the environment, the .env file, and files that hold one secret each.
import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';

/** Variables that are set, by name. */
export type Settings = Readonly<Record<string, string>>;

/** The environment goes before the `.env` file. `problems` name variables and files, never what is in them. */
export function readSettings(
  env: NodeJS.ProcessEnv,
  { names, envFile }: { names: readonly string[]; envFile: string | null },
): { settings: Settings; problems: string[] } {
  const file = readEnvFile(envFile);
  const given = { ...notEmpty(file.variables), ...notEmpty(env) };
  const settings: Record<string, string> = {};
  const problems = [...file.problems];
  for (const name of names) {
    const { text, problem } = readSetting(name, given);
    if (text !== undefined) settings[name] = text;
    if (problem !== undefined) problems.push(`${name}: ${problem}`);
  }
  return { settings, problems };
}

type Found = { text?: string; problem?: string };

function readSetting(name: string, given: Settings): Found {
  const [direct, path] = [given[name], given[`${name}_FILE`]];
  if (path === undefined) return direct === undefined ? {} : { text: direct.trim() };
  if (direct !== undefined) return { problem: `both ${name} and ${name}_FILE are set; expected one of them` };
  try {
    const text = readFileSync(path, 'utf8').trim();
    return text === '' ? { problem: `${name}_FILE names an empty file (${path})` } : { text };
  } catch (error) {
    return { problem: `${name}_FILE names a file that cannot be read (${path}: ${codeOf(error)})` };
  }
}

function readEnvFile(path: string | null): { variables: Settings; problems: string[] } {
  if (path === null) return { variables: {}, problems: [] };
  try {
    return { variables: parse(readFileSync(path)), problems: [] };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { variables: {}, problems: [] };
    return { variables: {}, problems: [`${path}: cannot be read (${codeOf(error)})`] };
  }
}

function notEmpty(variables: NodeJS.ProcessEnv): Settings {
  const entries = Object.entries(variables).flatMap(([name, text]): [string, string][] =>
    text === undefined || text.trim() === '' ? [] : [[name, text]],
  );
  return Object.fromEntries(entries);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
