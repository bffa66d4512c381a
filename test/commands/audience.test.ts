import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { torq } from '../support/torq.ts';

// Each command is a process of its own, and a busy machine starts it in seconds.
vi.setConfig({ testTimeout: 120_000 });

describe.each(providers)('lists of people on %s', (provider) => {
  let db: TestDatabase;
  let env: Record<string, string>;
  let file: string;
  beforeAll(async () => {
    db = await freshDatabase(provider);
    env = { DATABASE_URL: db.url, DATA_DIR: db.folder };
    file = join(db.folder, 'members.csv');
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  const load = (...options: string[]) =>
    torq(['audience', 'import', file, '--audience', 'members', ...options], env);
  const listed = async () =>
    (await db.database.read.audienceMember.findMany({ orderBy: { address: 'asc' } })).map(
      ({ programme, audience, address, name, importedBy }) =>
        [programme, audience, address, name, importedBy].join(' '),
    );
  const pat = 'igp-tor members pat@example.org Pat Doe operator';

  test('are imported by the header or a mapping, checked first, and unchanged by a second time', async () => {
    writeFileSync(file, 'Member,Contact\nPat Doe,Pat@Example.org\n');
    expect(await load()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('members.csv:1: no column is named email'),
    });
    const columns = ['--column', 'email=Contact', 'name=Member'];
    expect(await load(...columns, '--dry-run')).toEqual({
      status: 0,
      stdout: '1 addresses for members: 1 new, 0 known already; nothing was changed\n',
      stderr: '',
    });
    expect(await listed()).toEqual([]);
    expect((await load(...columns)).stdout).toBe('1 addresses for members: 1 new, 0 known already\n');
    expect((await load(...columns)).stdout).toBe('1 addresses for members: 0 new, 1 known already\n');
    expect(await listed()).toEqual([pat]);
  });

  test('with bad rows are refused with their lines, or imported without them', async () => {
    writeFileSync(file, 'name,email\nPat Doe,pat@example.org\nKim,nowhere\n');
    expect(await load()).toEqual({
      status: 2,
      stdout: '',
      stderr: `torq: ${file}:3: expected an address such as pat@example.org (found "nowhere")\ntorq: nothing was imported; mend these 1 lines, or leave them out with --skip-bad-rows\n`,
    });
    expect((await load('--skip-bad-rows')).stdout).toBe(
      `1 addresses for members: 1 new, 0 known already\nleft out: ${file}:3: expected an address such as pat@example.org (found "nowhere")\n`,
    );
    expect(await listed()).toEqual([pat]);
  });

  test('are those of programme.yaml', async () => {
    writeFileSync(file, 'name,email\nPat Doe,pat@example.org\n');
    expect(await torq(['audience', 'import', file, '--audience', 'neighbours'], env)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'torq: igp-tor has no audience neighbours; it has members, active-qisps, licensees\n',
    });
  });

  test('who asks staff for no announcements gets none, whatever is imported, until they ask for them again', async () => {
    writeFileSync(file, 'name,email\nPat Doe,pat@example.org\n');
    const stop = () => torq(['audience', 'stop', 'Pat@Example.org'], env);
    expect((await stop()).stdout).toBe('Pat@Example.org: gets no announcements from now on\n');
    expect((await stop()).stdout).toBe('Pat@Example.org: got none already\n');
    expect((await load()).stdout).toBe(
      '1 addresses for members: 1 new, 0 known already\n1 of them asked for no announcements and get none: pat@example.org\n',
    );
    const allow = () => torq(['audience', 'allow', 'pat@example.org'], env);
    expect(await allow()).toMatchObject({
      status: 0,
      stdout: 'pat@example.org: may be announced to again\n',
    });
    expect((await allow()).status).toBe(1);
    expect(
      await db.database.read.history.findMany({ select: { event: true, by: true }, orderBy: { at: 'asc' } }),
    ).toEqual([
      { event: 'announcements-stopped', by: 'operator' },
      { event: 'announcements-allowed', by: 'operator' },
    ]);
  });
});
