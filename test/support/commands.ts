// Commands as people write them: a plain mail without attachments.

import { onMail } from '../../src/handlers/on-mail.ts';
import type { Shell } from '../../src/handlers/shell.ts';
import type { Database } from '../../src/store/database.ts';
import { undecidedMails } from '../../src/store/inbox.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import type { TestShell } from './shell.ts';
import { work } from './story.ts';

let count = 0;

export type Written = {
  from?: string;
  to?: string;
  subject?: string;
  text?: string;
  inReplyTo?: string | null;
  references?: string;
  received?: string;
  /** Whether the sender's domain vouches for the mail. */
  authenticated?: boolean;
};

/** A mail as bytes; from Pat and authenticated unless a test says otherwise. */
export function written({
  authenticated = true,
  from = 'Pat Doe <pat@example.org>',
  references,
  ...mail
}: Written) {
  count += 1;
  const domain = /@([^>]*)/.exec(from)?.[1] ?? '';
  const results = `mx.example.net; dkim=${authenticated ? 'pass' : 'none'} header.d=${domain}`;
  return applicantMail({
    to: 'tor@casqa.example',
    from,
    subject: 'Hello',
    text: '',
    attachments: [],
    messageId: `<command-${count}@example.org>`,
    trace: [
      ['Authentication-Results', results],
      ...(references === undefined ? [] : [['References', references] as const]),
    ],
    ...mail,
  });
}

/** It is written and read; returns the mails that went out because of it. */
export async function write(test: TestShell, mail: Written) {
  const before = test.sent.length;
  await test.receive(await written(mail));
  await work(test);
  return test.sent.slice(before);
}

/** An answer to the newest mail with this subject. */
export function replyTo(test: TestShell, subject: RegExp, text: string): Written {
  const asked = test.sent.findLast((mail) => subject.test(mail.subject));
  return {
    to: asked?.replyTo ?? 'tor@casqa.example',
    inReplyTo: asked?.messageId ?? null,
    subject: `Re: ${asked?.subject}`,
    text,
  };
}

/** Every mail that is due is decided at the same moment, in turn by this process and by another one. */
export async function decideAtOnce(shell: Shell, other: Database) {
  const due = await undecidedMails(shell.database, shell.now(), 50);
  return Promise.all(
    due.map((recorded, at) =>
      onMail(at % 2 === 0 ? shell : { ...shell, database: other }, {
        recorded,
        reading: () =>
          shell.readMail({ ...recorded, path: shell.blobs.pathOf(recorded.sha256), openFiles: true }),
      }),
    ),
  );
}
