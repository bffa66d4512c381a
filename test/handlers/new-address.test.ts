// NEW ADDRESS by plain mail: asked at the old address, changed by the answer to that mail, told to both.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideAtOnce, replyTo, type Written, write, written } from '../support/commands.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { tickAt } from '../support/renewal.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

const question = 'Please confirm your new email address';
const told = 'We now write to your new email address: nothing more to do';
const robin = { payer: { first: 'Robin', last: 'Roe', email: 'robin@example.org' }, number: '4900' };

describe.each(providers)('a new address by mail on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    await pay(line);
  });

  const ask = (mail: Written = {}) => write(line, { subject: 'NEW ADDRESS <Pat@New.example.org>', ...mail });
  const confirmation = (text = 'YES') => replyTo(line, /confirm your new email address/, text);
  const confirm = (mail: Written = {}) => write(line, { ...confirmation(), ...mail });
  const addresses = async () =>
    (await db.database.read.address.findMany({ orderBy: { address: 'asc' } })).map(({ address }) => address);
  const lastCard = () => {
    const { title, facts } = line.posted.at(-1) ?? { title: 'none', facts: [] };
    return { title, why: new Map(facts).get('Why you see it') };
  };

  test('the old address is asked, and nothing is changed', async () => {
    const [mail] = await ask();
    expect(await addresses()).toEqual(['pat@example.org']);
    expect({ to: mail?.to, subject: mail?.subject }).toEqual({ to: 'pat@example.org', subject: question });
    expect(mail?.text).toBe(`Shall we write to a new address from now on?
============================================

Hello Pat Doe,

We have an email from you that asks us to write to a new address. Nothing
has changed yet.

- Now we write to: pat@example.org
- New address: pat@new.example.org

If that is right
----------------

Reply to this email, and write the word YES in the first line. Please do so
by Friday, May 26, 2023, 12:00 PM PDT.

If it is not
------------

Please do not reply with YES. Without it nothing changes. If you did not
write to us, please tell our staff.

With kind regards,
California Stormwater Quality Association

Questions? Write to training@casqa.example. A person will answer.
`);
  });

  test('YES changes it: both addresses and staff are told, and the next mail goes to the new one', async () => {
    await ask();
    const notes = await confirm({ text: '"Yes."\n\nPat' });
    expect(notes.map(({ to, subject }) => `${to}: ${subject}`).sort()).toEqual([
      `pat@example.org: ${told}`,
      `pat@new.example.org: ${told}`,
    ]);
    expect(new Set(notes.map(({ text }) => text)).size).toBe(1);
    expect(notes[0]?.text).toBe(`Your email address is changed.
==============================

Hello Pat Doe,

You asked us to write to a new address, and you confirmed it.

- New address: pat@new.example.org
- Before: pat@example.org
- Changed: Friday, May 12, 2023, 12:00 PM PDT

From now on, all emails of IGP Trainer of Record to you go to the new
address. This one goes to both. You may still write to us from either of
them.

If you did not want this, tell our staff as soon as you can.

With kind regards,
California Stormwater Quality Association

Questions? Write to training@casqa.example. A person will answer.
`);
    expect(line.posted.map(({ kind, title, facts }) => ({ kind, title, facts }))).toEqual([
      {
        kind: 'notice',
        title: 'New address: Pat Doe',
        facts: [
          ['Whose', 'Pat Doe'],
          ['Before', 'pat@example.org'],
          ['Now', 'pat@new.example.org'],
          [
            'What happened',
            'They asked by mail, and confirmed it from pat@example.org when asked. Both addresses were told.',
          ],
        ],
      },
    ]);
    await tickAt(line, '2023-05-17T12:00:00-07:00');
    expect(subjects(line).at(-1)).toMatch(/^pat@new\.example\.org: Reminder/);
  });

  test('a decision that waits for its week goes to the new address too', async () => {
    await submit(line);
    await click(line, 'approve');
    await ask();
    await confirm();
    line.setTime('2023-06-12T09:00:00-07:00');
    await work(line);
    expect(subjects(line).at(-1)).toMatch(/^pat@new\.example\.org: You are selected/);
  });

  test('an SOQ from the new address is known to be this person’s', async () => {
    await ask();
    await confirm();
    const [mail] = await write(line, { subject: 'STATUS', from: 'Pat <pat@new.example.org>' });
    expect([mail?.to, mail?.subject]).toEqual([
      'pat@new.example.org',
      'Where you stand: please send your SOQ by Friday, May 19, 2023, 4:00 PM PDT',
    ]);
  });

  test('confirmed twice and by two processes at once: one effect', async () => {
    await ask();
    for (let mails = 0; mails < 4; mails += 1) await line.receive(await written(confirmation()));
    expect(await decideAtOnce(line.shell, db.openAgain())).toEqual(Array(4).fill('decided'));
    await work(line);
    expect(subjects(line).filter((subject) => subject.endsWith(told)).length).toBe(2);
    expect(line.posted.length).toBe(1);
  });

  test('an old YES that is read again later does not turn a newer change back', async () => {
    await ask();
    const first = confirmation();
    await confirm();
    line.setTime('2023-05-13T12:00:00-07:00');
    await ask({ subject: 'NEW ADDRESS third@example.org' });
    await confirm();
    await write(line, first);
    const [mail] = await write(line, {
      subject: 'STATUS',
      from: 'Mallory <m@elsewhere.example>',
      to: first.to ?? '',
    });
    expect(mail?.to).toBe('third@example.org');
  });

  test.each<[string, Written, string]>([
    [
      'a sender who is not authenticated',
      { authenticated: false },
      'the sender could not be authenticated (no aligned dkim=pass or dmarc=pass for example.org (dkim=none)): nothing is changed',
    ],
    [
      'the new address itself, with the signed address',
      { from: 'Pat <pat@new.example.org>' },
      'it came from pat@new.example.org, no address that we know for this person: nothing is changed from there',
    ],
  ])('%s is neither asked nor believed', async (_name, changes, why) => {
    const to = line.sent[0]?.replyTo ?? '';
    expect(await ask({ to, ...changes })).toEqual([]);
    expect(lastCard()).toEqual({ title: 'A request to change an address', why });
    await ask();
    expect(await confirm(changes)).toEqual([]);
    expect(lastCard()).toEqual({ title: 'A request to change an address', why });
    expect(await addresses()).toEqual(['pat@example.org']);
  });

  test('an address that is somebody else’s is a question for staff, also when it became so meanwhile', async () => {
    await ask({ subject: 'NEW ADDRESS robin@example.org' });
    await pay(line, robin);
    const why = "robin@example.org is known to be Robin Roe's: one person or two?";
    await confirm();
    expect(lastCard()).toEqual({ title: 'A request to change an address', why });
    await ask({ subject: 'NEW ADDRESS robin@example.org' });
    expect(lastCard()).toEqual({ title: 'A request to change an address', why });
  });

  test.each([
    ['NEW ADDRESS', 'it does not name exactly one address'],
    ['NEW ADDRESS a@example.org, b@example.org', 'it does not name exactly one address'],
    ['NEW ADDRESS tor@casqa.example', 'tor@casqa.example is our own address'],
    ['NEW ADDRESS pat@example.org', 'mail goes to pat@example.org already'],
  ])('%s is for staff', async (subject, why) => {
    expect(await ask({ subject })).toEqual([]);
    expect(lastCard()).toEqual({ title: 'A request to change an address', why });
  });

  test('YES that answers nothing, or something else, is a question for staff', async () => {
    await ask();
    await write(line, { ...confirmation(), inReplyTo: null });
    await write(line, { ...confirmation(), inReplyTo: line.sent[0]?.messageId ?? null });
    expect(line.posted.map(({ title }) => title)).toEqual(['A question', 'A question']);
    expect(await addresses()).toEqual(['pat@example.org']);
  });

  test('YES after two weeks is for staff', async () => {
    await ask();
    line.setTime('2023-05-27T12:00:00-07:00');
    await confirm({ received: 'Sat, 27 May 2023 12:00:00 -0700' });
    expect(lastCard().why).toBe('the question that it answers is too old');
    expect(await addresses()).toEqual(['pat@example.org']);
  });
});
