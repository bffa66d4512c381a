import { describe, expect, test } from 'vitest';
import { decideCommand } from '../../../src/core/decide/command.ts';
import type { CommandInput } from '../../../src/core/decide/command-input.ts';
import { commandInput } from '../../support/command-input.ts';

/** What is decided, in a line: kind, keys of what goes out and to whom, reason. */
function decided(changes: Partial<CommandInput>) {
  const decision = decideCommand(commandInput(changes));
  const drafts = decision.kind === 'ignore' ? [] : decision.drafts;
  return {
    kind: decision.kind,
    reason: decision.reason,
    drafts: drafts.map((draft) => ('to' in draft ? `${draft.key} to ${draft.to}` : draft.key)),
  };
}

const answered = ['command/pat/2023-05-12/1 to pat@example.org'];
const card = ['card/mail-review/mail-3'];

test('an answer takes the next of the day’s keys, and is decided again when that was taken meanwhile', () => {
  const decision = decideCommand(commandInput({ answersToday: 2 }));
  expect(decision).toMatchObject({
    kind: 'apply',
    event: 'command-answered',
    personId: 'pat',
    about: { kind: 'application', id: 'application-1' },
    expects: [{ row: 'outbox-key', key: 'command/pat/2023-05-12/3' }],
    facts: [],
  });
});

test('the day of an answer is the programme’s, not that of UTC', () => {
  const now = new Date('2023-05-13T06:59:59Z');
  expect(decided({ now }).drafts).toEqual(answered);
});

test.each<[string, Partial<CommandInput>, string[]]>([
  ['STATUS', {}, answered],
  ['STATUS of an unauthenticated sender', { authenticated: { yes: false, reason: 'none' } }, answered],
  ['STATUS of a stranger with the signed address', { sender: 'm@elsewhere.example' }, answered],
  ['RESEND where nothing was sent yet', { command: 'resend' }, answered],
  ['HELP', { command: 'help' }, answered],
  ['WITHDRAW', { command: 'withdraw' }, answered],
  ['NEW ADDRESS', { command: 'new-address', subjectLine: 'NEW ADDRESS p@example.net' }, answered],
])('%s is answered at the known address', (_name, changes, drafts) => {
  expect(decided(changes)).toMatchObject({ kind: 'apply', drafts });
});

const bounced = {
  id: 'pat',
  name: 'Pat Doe',
  slackUserId: null,
  addresses: [{ address: 'pat@example.org', bouncedAt: new Date('2023-05-01T00:00:00Z') }],
};

test.each<[string, Partial<CommandInput>, string]>([
  ['more than one sender', { sender: null }, 'it has more than one sender, or none'],
  [
    'two cases',
    { ambiguous: true, matched: '2 cases fit by its signed address' },
    '2 cases fit by its signed address',
  ],
  [
    'nobody we know',
    { person: null, cases: [] },
    'pat@example.org is no address that we know, and answers go to known addresses only',
  ],
  [
    'HELP of somebody unknown who is not authenticated',
    { command: 'help', person: null, cases: [], authenticated: { yes: false, reason: 'none' } },
    'pat@example.org is no address that we know, and answers go to known addresses only',
  ],
  ['a person no address of whom takes mail', { person: bounced }, 'no address of this person takes mail'],
  ['WITHDRAW without a case', { command: 'withdraw', cases: [] }, 'there is no application to withdraw'],
])('%s is for staff', (_name, changes, reason) => {
  expect(decided(changes)).toEqual({ kind: 'review', reason, drafts: card });
});

test.each([
  'mailer-daemon@example.net',
  'no-reply@example.net',
  'noreply@example.net',
  'donotreply@example.net',
  'do-not-reply+1@example.net',
  'bounces+pat=example.org@example.net',
  'tor+a-x@casqa.example',
  'training@casqa.example',
])('%s is never answered', (sender) => {
  expect(decided({ command: 'help', sender, person: null })).toMatchObject({ kind: 'ignore', drafts: [] });
});

test.each(['daemonica@example.net', 'norep@example.net', 'bouncer.bob@example.net', 'reply@example.net'])(
  '%s may be a person',
  (sender) => {
    expect(decided({ command: 'help', sender, person: null, cases: [] }).kind).toBe('apply');
  },
);

describe('what is written beside a command', () => {
  const drafts = (text: string) => decided({ text }).drafts.length;
  test.each([
    ['nothing', '', 1],
    ['a signature', 'STATUS\n\nPat Doe\nDoe Stormwater Inc.\n+1 555 0100', 1],
    ['a long signature below its mark', `STATUS\n-- \n${'word '.repeat(40)}`, 1],
    ['a quotation', `STATUS\n> Is that right? ${'word '.repeat(40)}`, 1],
    ['a question', 'STATUS\nDid it arrive?', 2],
    ['a message', `STATUS\n${'word '.repeat(13)}`, 2],
  ])('%s', (_name, text, expected) => {
    expect(drafts(text)).toBe(expected);
  });
});
