// RESEND by plain mail: the last mail about the case, word for word, to a known address.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Written, write } from '../support/commands.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { importRobin } from '../support/renewal.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

const receipt = 'pat@example.org: SOQ received: nothing more to do for now';
const selected = 'pat@example.org: You are selected: please complete the steps to become a Trainer of Record';

describe.each(providers)('asking for the last mail on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
  });

  const resend = (mail: Written = {}) => write(line, { subject: 'RESEND', ...mail });

  test('the last mail about the case comes once more, as it was, with a Message-ID of its own', async () => {
    await pay(line);
    const [instructions] = line.sent;
    const [again] = await resend();
    const { messageId, itemId, inReplyTo, references, ...content } = again ?? {};
    // Word for word; only that it is an answer is new.
    expect({ ...instructions, ...content }).toEqual({ ...instructions, nature: 'answer' });
    expect(messageId).not.toBe(instructions?.messageId);
    expect(references).toBe(`${instructions?.messageId} ${inReplyTo}`);
  });

  test('an answer to a command is never the last mail', async () => {
    await pay(line);
    line.setTime('2023-05-12T13:00:00-07:00');
    await submit(line);
    await write(line, { subject: 'STATUS' });
    await resend();
    await resend();
    expect(subjects(line).slice(-2)).toEqual([receipt, receipt]);
  });

  test('a decision that waits for its week is not sent, and afterwards it is', async () => {
    await pay(line);
    line.setTime('2023-05-12T13:00:00-07:00');
    await submit(line);
    await click(line, 'approve');
    expect((await resend()).map(({ to, subject }) => `${to}: ${subject}`)).toEqual([receipt]);
    line.setTime('2023-06-12T09:00:00-07:00');
    await work(line);
    expect((await resend()).map(({ to, subject }) => `${to}: ${subject}`)).toEqual([selected]);
  });

  test('what was held or could not be sent is not the last mail', async () => {
    await pay(line);
    line.setTime('2023-05-12T13:00:00-07:00');
    line.answers.push({ kind: 'failed', error: '550 no' });
    await submit(line);
    const [again] = await resend();
    expect(again?.subject).toMatch(/^Next step: send your SOQ/);
  });

  test('a stranger’s request goes to the known address', async () => {
    await pay(line);
    const stranger = { from: 'Mallory <m@elsewhere.example>', to: line.sent[0]?.replyTo ?? '' };
    expect((await resend(stranger)).map(({ to }) => to)).toEqual(['pat@example.org']);
    expect(await resend({ from: stranger.from })).toEqual([]);
  });

  test('somebody to whom nothing was sent yet hears where they stand', async () => {
    await importRobin(db.database);
    const mails = await resend({ from: 'Robin Roe <robin@example.org>' });
    expect(mails.map(({ subject }) => subject)).toEqual(['Where you stand: nothing to do for now']);
  });
});
