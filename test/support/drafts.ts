// Drafts and changes as the store is given them; a test changes what it is about.
import { type Commit, commit } from '../../src/store/commit.ts';
import type { Database } from '../../src/store/database.ts';
import { newId } from '../../src/store/ids.ts';
import type { ReadyCard, ReadyMail } from '../../src/store/ready-draft.ts';

export const now = new Date('2023-05-12T17:00:00Z');

export function minutesLater(minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

export function readyMail(changes: Partial<ReadyMail> = {}): ReadyMail {
  const id = changes.id ?? newId();
  return {
    channel: 'mail',
    id,
    key: `key/${id}`,
    personId: null,
    about: null,
    condition: { kind: 'always' },
    notBefore: null,
    message: 'instructions',
    to: 'pat@example.org',
    toName: 'Pat Doe',
    subject: 'Next step',
    text: 'Text',
    html: '<p>Text</p>',
    messageId: `<${id}@casqa.example>`,
    inReplyTo: null,
    references: null,
    replyTo: 'tor@casqa.example',
    answers: false,
    ...changes,
  };
}

export function readyCard(prompt: Partial<ReadyCard['prompt']> = {}): ReadyCard {
  const id = prompt.id ?? newId();
  return {
    channel: 'slack',
    id: newId(),
    key: `card/${id}`,
    prompt: {
      id,
      kind: 'soq-approval',
      title: 'SOQ to decide',
      facts: [['Applicant', 'Pat Doe']],
      applicationId: null,
      submissionId: null,
      paymentId: null,
      inboundMailId: null,
      outboxItemId: null,
      ...prompt,
    },
  };
}

/** A command's change that does nothing yet. */
export function change(changes: Partial<Commit> = {}): Commit {
  return {
    cause: { kind: 'command', by: 'operator' },
    programme: 'igp-tor',
    event: 'tested',
    by: 'operator',
    reason: 'a test',
    about: null,
    personId: null,
    expects: [],
    facts: [],
    drafts: [],
    now,
    ...changes,
  };
}

/** Puts drafts into the outbox. */
export async function keep(database: Database, ...drafts: Commit['drafts']): Promise<void> {
  await commit(database, change({ drafts }));
}
