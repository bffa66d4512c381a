import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/handlers/deliver.ts';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { planList } from '../../src/handlers/plan-list.ts';
import { redrawCards } from '../../src/handlers/post-card.ts';
import { publishedList } from '../../src/store/public-list.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { click } from '../support/story.ts';
import { addTrainers } from '../support/trainers.ts';

describe.each(providers)('publishing the list on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2027-08-01T12:00:00-07:00' });
    await addTrainers(db.database, [
      { id: 'pat', name: 'Pat Doe', listing: { email: 'pat@acme.example' } },
      { id: 'zoe', name: 'Zoë Núñez' },
    ]);
  });

  /** A tick, and what follows from it in Slack. */
  const tick = async () => {
    for (const desk of line.shell.desks) await planList(line.shell, desk);
    await deliver(line.shell, 'slack');
    await redrawCards(line.shell);
  };
  const publish = (by?: string) =>
    click(line, 'publish', { kind: 'list-publish', ...(by === undefined ? {} : { by }) });
  const names = async () => {
    const { number, entries } = await publishedList(db.database.read, 'igp-tor');
    return [number, ...entries.map(({ name }) => name)];
  };
  const facts = () => (line.redrawn.at(-1) ?? line.posted.at(-1))?.facts;

  test('the first list is shown to staff as a whole, once, and published by a click', async () => {
    await tick();
    await tick();
    expect(line.posted.map(({ kind, title }) => [kind, title])).toEqual([
      ['list-publish', 'Public list of IGP Trainer of Record: publish the changes?'],
    ]);
    expect(facts()).toEqual([
      ['On the page now', 'nothing yet'],
      ['Comes on the list (2)', 'Pat Doe, term ends June 30, 2028\nZoë Núñez, term ends June 30, 2028'],
      ['Then on the page', expect.stringMatching(/^2 people \(version 1, check [0-9a-z]+\)$/)],
    ]);
    expect(await names()).toEqual([0]);
    expect(await publish()).toEqual({
      kind: 'stands',
      tell: 'Published: the public page shows 2 people now.',
    });
    await tick();
    expect([await names(), line.posted.length]).toEqual([[1, 'Pat Doe', 'Zoë Núñez'], 1]);
  });

  test('later only what changes is asked about: who comes, who goes, and what is said of whom', async () => {
    await tick();
    await publish();
    await addTrainers(db.database, [{ id: 'new', name: 'New Trainer' }]);
    await db.database.write(async (tx) => {
      await tx.person.update({
        where: { id: 'pat' },
        data: { listing: { phone: '555' }, organisation: 'Acme' },
      });
      await tx.credential.update({ where: { id: 'credential-zoe' }, data: { endedOn: '2027-07-30' } });
    });
    await tick();
    expect(line.posted.at(-1)?.facts).toEqual([
      ['On the page now', '2 people, as of August 1, 2027'],
      ['Comes on the list (1)', 'New Trainer, term ends June 30, 2028'],
      ['Leaves the list (1)', 'Zoë Núñez, term ended June 30, 2028'],
      [
        'Changes (1)',
        'Pat Doe: organisation nothing → Acme; email pat@acme.example → nothing; phone nothing → 555',
      ],
      ['Then on the page', expect.stringContaining('2 people (version 2')],
    ]);
    await publish();
    expect(await names()).toEqual([2, 'New Trainer', 'Pat Doe']);
  });

  test('a click on a card that shows less than would be published publishes nothing, and the card is drawn anew', async () => {
    await tick();
    await addTrainers(db.database, [{ id: 'new', name: 'New Trainer' }]);
    const refused = await publish();
    expect([refused.kind, await names()]).toEqual(['refused', [0]]);
    // What it says now is stored, and not yet drawn: whoever clicks has not seen it.
    expect([(await publish()).kind, await names()]).toEqual(['refused', [0]]);
    await redrawCards(line.shell);
    expect(facts()?.[1]?.[0]).toBe('Comes on the list (3)');
    expect([(await publish()).kind, await names()]).toEqual([
      'stands',
      [1, 'New Trainer', 'Pat Doe', 'Zoë Núñez'],
    ]);
  });

  test('of two clicks at once one publishes, and the other is told', async () => {
    await tick();
    const other = { ...line.shell, database: db.openAgain() };
    const answer = {
      promptId: line.posted[0]?.id ?? '',
      choice: 'publish',
      by: approver,
      reason: null,
      place: null,
    } as const;
    const outcomes = await Promise.all([onAnswer(line.shell, answer), onAnswer(other, answer)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['stands', 'too-late']);
    expect((await names())[0]).toBe(1);
  });

  test('nobody else publishes', async () => {
    await tick();
    expect([(await publish('U09SOMEBODY')).kind, await names()]).toEqual(['refused', [0]]);
  });

  test('a change that is taken back closes its card, and a later one has a card of its own', async () => {
    await tick();
    await publish();
    const setOrganisation = (organisation: string | null) =>
      db.database.write((tx) => tx.person.update({ where: { id: 'pat' }, data: { organisation } }));
    await setOrganisation('Acme');
    await tick();
    await setOrganisation(null);
    await tick();
    const closed = line.redrawn.at(-1);
    expect([closed?.answered?.choice, closed?.answered?.reason]).toEqual([
      'superseded',
      'the list is again as it is published',
    ]);
    await setOrganisation('Acme Water');
    await tick();
    expect(line.posted.length).toBe(3);
    await publish();
    expect((await names())[0]).toBe(2);
  });

  test('who renews late stays on the list until that is over; then staff are asked', async () => {
    await tick();
    await publish();
    line.setTime('2028-09-30T23:00:00-07:00');
    await tick();
    expect(line.posted.length).toBe(1);
    line.setTime('2028-10-01T00:30:00-07:00');
    await tick();
    expect(line.posted.at(-1)?.facts[1]?.[0]).toBe('Leaves the list (2)');
    expect((await names()).length).toBe(3);
  });
});
