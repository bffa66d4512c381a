import { describe, expect, test } from 'vitest';
import { type CastAnswer, tallyLines, tallyOf } from '../../src/core/votes.ts';

const committee = { approvers: ['U1', 'U2', 'U3'], quorum: 2, finalApprover: null };
const vote = (by: string, choice: string): CastAnswer => ({ by, choice, reason: null, outcome: 'vote' });
const recusal = (by: string): CastAnswer => ({ by, choice: 'recuse', reason: null, outcome: 'recused' });

describe('votes', () => {
  test.each<[string, CastAnswer[], string | null, string[]]>([
    ['none are nothing', [], null, []],
    ['one of two is not enough', [vote('U1', 'approve')], null, ['1 of 2 to approve: <@U1>']],
    [
      'two are',
      [vote('U1', 'approve'), vote('U3', 'approve')],
      'approve',
      ['2 of 2 to approve: <@U1>, <@U3>'],
    ],
    [
      'for different things do not add up',
      [vote('U1', 'approve'), vote('U2', 'decline')],
      null,
      ['1 of 2 to approve: <@U1>', '1 of 2 to decline: <@U2>'],
    ],
    [
      'the last one of a person counts, and once',
      [vote('U1', 'approve'), vote('U1', 'decline'), vote('U1', 'decline')],
      null,
      ['1 of 2 to decline: <@U1>'],
    ],
    [
      'of somebody who is recused count no longer',
      [vote('U1', 'approve'), vote('U2', 'approve'), recusal('U2')],
      null,
      ['1 of 2 to approve: <@U1>', 'Recused: <@U2>'],
    ],
    ['of somebody who is no longer listed do not count', [vote('U9', 'approve')], null, []],
    [
      'cannot be enough when too few are left',
      [recusal('U1'), recusal('U2')],
      null,
      ['Recused: <@U1>, <@U2>', 'Fewer than 2 approvers may still vote: another one has to be listed'],
    ],
  ])('%s', (_name, cast, agreed, lines) => {
    const tally = tallyOf(cast, committee);
    expect({ agreed: tally.agreed, lines: tallyLines(tally, committee) }).toEqual({ agreed, lines });
  });

  test('make a recommendation when somebody else decides', () => {
    const rules = { ...committee, finalApprover: 'UED' };
    const tally = tallyOf([vote('U1', 'approve'), vote('U2', 'approve')], rules);
    expect(tallyLines(tally, rules).at(-1)).toBe('The committee recommends to approve. <@UED> decides');
  });
});
