import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  readCommand,
  readHomeOpening,
  readLookClick,
  readSearch,
  teamsOf,
} from '../../src/slack/read-look.ts';

test('nothing that can be sent makes the reading throw', () => {
  const key = fc.constantFrom('user', 'user_id', 'id', 'actions', 'view', 'event', 'team', 'team_id', 'text');
  fc.assert(
    fc.property(fc.anything({ maxDepth: 5, key }), (body) => {
      expect([readHomeOpening(body), readLookClick(body), readSearch(body)]).toEqual([null, null, null]);
      readCommand(body);
      teamsOf(body);
    }),
  );
});

test('a command may come without words, and not with something else than words', () => {
  expect(readCommand({ user_id: 'UANNA' })).toEqual({ by: 'UANNA', text: '', triggerId: null });
  expect(readCommand({ user_id: 'UANNA', text: ['x'] })).toBeNull();
  expect(readCommand({ user_id: '<!channel>', text: 'x' })).toBeNull();
});

test('every workspace that a payload names is one', () => {
  expect(teamsOf({ team_id: 'T1', team: { id: 'T2' }, user: { team_id: 'T3' } })).toEqual(['T1', 'T2', 'T3']);
  expect(teamsOf({ team: null })).toEqual([]);
});
