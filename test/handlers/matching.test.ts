// Whose an SOQ is: a signed reference says it, then a known address; never a number, a name or somebody else's word.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { pay, submit, work } from '../support/story.ts';

const robin = { payer: { first: 'Robin', last: 'Roe', email: 'robin@example.org' }, number: '4900' };

describe.each(providers)('whose an SOQ is, on %s', (provider) => {
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

  const now = () => kept(db.database);
  const cards = () => line.posted.map(({ title }) => title);
  const replyTo = (address = 'pat@example.org') =>
    line.sent.find(({ to }) => to === address)?.replyTo ?? 'tor@casqa.example';
  const soq = async (mail: Partial<Parameters<typeof applicantMail>[0]> = {}) => {
    await line.receive(await applicantMail({ to: 'tor@casqa.example', ...mail }));
    await work(line);
  };

  test('the signed address says it, also from an address that we do not know: staff look twice', async () => {
    await pay(line);
    await soq({ to: replyTo(), from: 'Pat at work <pat@work.example>' });
    expect((await now()).submissions).toEqual(['Pat Doe 1: complete, in-time']);
    expect(line.sent.at(-1)?.to).toBe('pat@example.org');
    expect(line.posted[0]?.facts.filter(([label]) => label === 'Look twice')).toEqual([
      ['Look twice', 'it came from an address that we do not know for this person'],
      ['Look twice', expect.stringMatching(/^the sender could not be authenticated/)],
    ]);
  });

  test('of an SOQ that nobody can be named for, staff are told who is likely, and nobody is matched', async () => {
    await pay(line);
    await soq({
      from: 'Pat Doe <pat@work.example>',
      to: 'tor@casqa.example',
      text: 'I paid as pat@example.org.',
    });
    expect((await now()).submissions).toEqual([]);
    expect(line.posted[0]?.facts).toContainEqual([
      'Likely',
      expect.stringMatching(
        /^Pat Doe <pat@example.org>, application in cycle 2023: same address in the text; name fits/,
      ),
    ]);
  });

  test('a known address says it when nothing else does', async () => {
    await pay(line);
    await soq();
    expect((await now()).submissions).toEqual(['Pat Doe 1: complete, in-time']);
  });

  test('somebody else’s reference or order number in the subject does not', async () => {
    await pay(line);
    const other = replyTo();
    await soq({ from: 'Mallory <m@elsewhere.example>', subject: `SOQ ${other}, order 4812, Pat Doe` });
    expect((await now()).submissions).toEqual([]);
    expect(cards()).toEqual(['An SOQ without a home']);
  });

  test('somebody else’s signed address does not, when we know whose the sender’s is', async () => {
    await pay(line);
    await pay(line, robin);
    await submit(line);
    const pats = replyTo();
    await soq({ to: pats, from: 'Robin Roe <robin@example.org>', messageId: '<robin@example.org>' });
    expect((await now()).submissions).toEqual(['Pat Doe 1: complete, in-time']);
    expect(cards()).toEqual(['SOQ to decide: Pat Doe', 'An SOQ without a home']);
    expect(line.redrawn).toEqual([]);
  });

  test('a reference that somebody made up does not', async () => {
    await pay(line);
    const forged = replyTo().replace(/-[a-z2-7]{16}@/, '-aaaaaaaaaaaaaaaa@');
    await soq({ to: forged, from: 'Mallory <m@elsewhere.example>' });
    expect((await now()).submissions).toEqual([]);
    expect(cards()).toEqual(['An SOQ without a home']);
  });
});
