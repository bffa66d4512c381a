import type { FreshIds } from '../core/decide/ids.ts';
import type { Shell } from './shell.ts';

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
