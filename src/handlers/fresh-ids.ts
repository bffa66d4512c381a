import type { FreshIds } from '../core/decide/ids.ts';
import type { Shell } from './shell.ts';

/** Identifiers for whatever a decision may create. */
export function freshIds({ newId }: Pick<Shell, 'newId'>): FreshIds {
  return {
    person: newId(),
    application: newId(),
    payment: newId(),
    submission: newId(),
    term: newId(),
    prompt: newId(),
  };
}
