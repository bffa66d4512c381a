import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { prepare } from '../../src/handlers/prepare.ts';
import { samples } from '../../src/render/samples.ts';
import { commit } from '../../src/store/commit.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { change, keep, now, readyMail } from '../support/drafts.ts';
import { createTestShell } from '../support/shell.ts';

describe.each(providers)('conversations on %s', (provider) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  test('a mail in a long conversation names the first mail, the last ones, and the one that it answers', async () => {
    const about = { kind: 'application', id: 'application-1' } as const;
    for (let at = 1; at <= 30; at += 1)
      await commit(
        db.database,
        change({
          drafts: [readyMail({ id: `mail${at}`, about })],
          now: new Date(now.getTime() + at * 1000),
        }),
      );
    await keep(db.database, readyMail({ id: 'other', about: { kind: 'application', id: 'application-2' } }));
    const { shell } = createTestShell(db, { now: now.toISOString() });
    const [desk] = shell.desks;
    const draft = {
      channel: 'mail',
      key: 'answer',
      to: 'pat@example.org',
      toName: 'Pat Doe',
      message: samples['command-help'][0]!,
      about,
      personId: null,
      condition: { kind: 'always' },
      notBefore: null,
    } as const;
    const [mail] = await prepare(shell, desk!, [draft], { answering: '<asked@example.org>', opened: [] });
    const ours = Array.from({ length: 18 }, (_, at) => `<mail${at + 13}@casqa.example>`);
    expect(mail).toMatchObject({
      inReplyTo: '<asked@example.org>',
      references: ['<mail1@casqa.example>', ...ours, '<asked@example.org>'].join(' '),
    });
  });
});
