import { type Config, type Requirement, readConfig } from '../../src/config.ts';

/** What is wrong with an environment. */
export function problems(env: NodeJS.ProcessEnv, require: readonly Requirement[] = []): string[] {
  const result = readConfig(env, { require, envFile: null });
  return 'problems' in result ? result.problems : [];
}

/** The configuration of an environment in which nothing is wrong. */
export function config(env: NodeJS.ProcessEnv): Config {
  const result = readConfig(env, { require: [], envFile: null });
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return result.config;
}
