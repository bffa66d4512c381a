// A command as core sees it, as a value; a test changes what it is about.
import type { CaseInHand, CommandInput } from '../../src/core/decide/command-input.ts';
import { application, pat, receivedAt } from './cases.ts';
import { igpTor } from './programme.ts';

export function inHand(changes: Partial<CaseInHand> = {}): CaseInHand {
  return { subject: application(), toldAt: null, revisionAskedAt: null, missing: [], ...changes };
}

/** Pat, authenticated and from the known address, asks on May 12 where the application stands. */
export function commandInput(changes: Partial<CommandInput> = {}): CommandInput {
  return {
    command: 'status',
    inboundMailId: 'mail-3',
    from: 'Pat Doe <pat@example.org>',
    sender: 'pat@example.org',
    authenticated: { yes: true, reason: 'dkim=pass header.d=example.org, aligned' },
    subjectLine: 'STATUS',
    text: '',
    arrival: receivedAt('2023-05-12T17:00:00Z'),
    matched: 'matched by the sender’s known address',
    ambiguous: false,
    person: pat,
    cases: [inHand()],
    ownerOfNew: null,
    done: false,
    lastMail: null,
    answersToday: 0,
    programme: igpTor,
    promptId: 'new-prompt',
    now: new Date('2023-05-12T19:00:00Z'),
    ...changes,
  };
}
