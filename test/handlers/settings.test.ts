import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCurrentDesks } from '../../src/handlers/current-desks.ts';
import { deliver } from '../../src/handlers/deliver.ts';
import { resetSettings } from '../../src/handlers/reset-settings.ts';
import { settingsDoor } from '../../src/handlers/settings.ts';
import type { Desk } from '../../src/handlers/shell.ts';
import { programmeSchema } from '../../src/programme/schema.ts';
import { newestVersions } from '../../src/store/programme-versions.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { shippedTemplates } from '../support/mail-templates.ts';
import { igpTorSource } from '../support/programme.ts';
import { createTestShell } from '../support/shell.ts';
import { pay } from '../support/story.ts';

const avery = { by: 'U0AVERY', byName: 'avery' };
const jordan = { by: 'U0JORDAN', byName: 'jordan' };
const values = { ...igpTorSource, slack: { ...igpTorSource.slack, settings: [avery.by, 'U0BLAIR'] } };
const desk: Desk = {
  programme: programmeSchema.parse(values),
  templates: shippedTemplates(),
  file: { name: 'igp-tor', values, text: 'the file' },
};
const later = {
  programme: 'igp-tor',
  basedOn: 0,
  changes: { 'cycles.2023.soqDeadline': '2023-05-26 16:00' },
};
const moved = '2023 SOQ deadline: Friday, May 19, 2023, 4:00 PM PDT → Friday, May 26, 2023, 4:00 PM PDT';

describe.each(providers)('settings on %s', (provider) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  function house() {
    const line = createTestShell(db, { now: '2023-05-05T12:00:00-07:00' });
    const current = createCurrentDesks(db.database, [desk]);
    return { line, current, door: settingsDoor({ ...line.shell, current }) };
  }
  async function saved(door: ReturnType<typeof settingsDoor>, wish = later) {
    const proposed = await door.propose(avery, wish);
    if (proposed.kind !== 'proposed') throw new Error(JSON.stringify(proposed));
    return door.save(avery, { ...wish, mark: proposed.proposal.mark });
  }

  test('a moved deadline says which reminders move, counts in another process, and is told in the channel', async () => {
    const { line, door } = house();
    await pay(line);
    const proposed = await door.propose(avery, later);
    expect(proposed).toMatchObject({
      kind: 'proposed',
      proposal: { changes: [moved], consequences: ['2 reminders moved to another day.'] },
    });
    const other = createCurrentDesks(db.openAgain(), [desk]);
    expect((await other())[0]?.programme.cycles[0]?.soqDeadline).toBe('2023-05-19 16:00');
    expect((await saved(door)).kind).toBe('saved');
    expect((await other())[0]?.programme.cycles[0]?.soqDeadline).toBe('2023-05-26 16:00');
    await deliver(line.shell, 'slack');
    expect(line.posted.map(({ title, facts }) => ({ title, changed: facts[0] }))).toEqual([
      { title: 'IGP Trainer of Record: avery changed the settings', changed: ['Changed', moved] },
    ]);
  });

  test('of two who save at once the second is told who changed what', async () => {
    const { door } = house();
    const proposed = await door.propose(avery, later);
    await saved(door);
    const second = await door.save(
      { by: 'U0BLAIR', byName: 'blair' },
      { ...later, mark: proposed.kind === 'proposed' ? proposed.proposal.mark : '' },
    );
    expect(second).toEqual({
      kind: 'stale',
      tell: [
        'Nothing was saved: the settings were changed meanwhile.',
        `• Version 1, avery, Friday, May 5, 2023, 12:00 PM PDT: ${moved}`,
        'Please open them again.',
      ].join('\n'),
    });
  });

  test('two saves at the same moment make one version', async () => {
    const one = house();
    const other = settingsDoor({
      ...one.line.shell,
      database: db.openAgain(),
      current: createCurrentDesks(db.database, [desk]),
    });
    const kinds = (await Promise.all([saved(one.door), saved(other)])).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['saved', 'stale']);
    expect((await newestVersions(db.database.read)).map(({ version }) => version)).toEqual([1]);
  });

  test('what would follow is shown again when it has changed since it was shown', async () => {
    const { line, door } = house();
    const proposed = await door.propose(avery, later);
    await pay(line);
    const mark = proposed.kind === 'proposed' ? proposed.proposal.mark : '';
    const again = await door.save(avery, { ...later, mark });
    expect(again).toMatchObject({
      kind: 'proposed',
      proposal: { consequences: ['2 reminders moved to another day.'] },
    });
    expect(await newestVersions(db.database.read)).toEqual([]);
  });

  test('who is not listed changes nothing, and that is written down', async () => {
    const { door } = house();
    expect((await door.save(jordan, { ...later, mark: '' })).kind).toBe('refused');
    expect(await door.may(jordan.by)).toBe(false);
    expect(await newestVersions(db.database.read)).toEqual([]);
    const noted = await db.database.read.history.findMany({ select: { by: true, event: true } });
    expect(noted).toEqual([{ by: jordan.by, event: 'settings-refused' }]);
  });

  test('nobody makes themselves an owner of the settings by setting them', async () => {
    const { door } = house();
    const wish = { programme: 'igp-tor', basedOn: 0, changes: { 'slack.settings': ['U0JORDAN'] } };
    expect((await door.propose(avery, wish)).kind).toBe('refused');
  });

  test('what no longer fits the file stops everything, until it is reset', async () => {
    const { line, door } = house();
    await saved(door);
    const early = {
      ...desk,
      file: {
        name: 'igp-tor',
        text: 'another',
        values: { ...values, cycles: [{ ...values.cycles[0], notificationWeek: '2023-05-22' }] },
      },
    };
    const current = createCurrentDesks(db.database, [early]);
    await expect(current()).rejects.toThrow(
      /does not fit igp-tor\/programme.yaml: cycles.2023.notificationWeek: after soqDeadline/,
    );
    expect(await resetSettings(line.shell, early, ['cycles.2023.soqDeadline'])).toMatchObject({ done: true });
    expect((await current())[0]?.set).toEqual({ version: 2, overlay: {} });
  });
});
