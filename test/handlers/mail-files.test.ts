// Files that go along with mails: never another one, never less, in every copy.
import { unlink, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CalendarEvent } from '../../src/core/calendar-event.ts';
import type { MailDraft } from '../../src/core/decision.ts';
import type { KeptFile } from '../../src/core/kept-file.ts';
import type { SentCopy } from '../../src/core/outgoing.ts';
import { copySent } from '../../src/handlers/copy-sent.ts';
import { deliver } from '../../src/handlers/deliver.ts';
import { editHeldMail, heldLines, listHeld, releaseHeldMail } from '../../src/handlers/held-mails.ts';
import { prepare } from '../../src/handlers/prepare.ts';
import { statusOf } from '../../src/handlers/status.ts';
import { statusLines } from '../../src/handlers/status-lines.ts';
import { samples } from '../../src/render/samples.ts';
import { write } from '../support/commands.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { keep, now } from '../support/drafts.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay } from '../support/story.ts';

const zone = 'America/Los_Angeles';
const content = Buffer.from('%PDF-1.7 a certificate');

describe.each(providers)('files of mails on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;
  let file: KeptFile;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: now.toISOString() });
    const sha256 = await line.shell.blobs.put(content);
    file = { filename: 'Zoë.pdf', type: 'application/pdf', bytes: content.length, sha256 };
  });

  const draft = async (changes: Partial<MailDraft> = {}, test = line) => {
    const [desk] = test.shell.desks;
    const mail: MailDraft = {
      channel: 'mail',
      key: 'certificate/1',
      to: 'zoe@example.org',
      toName: 'Zoë',
      message: samples.certificate[0]!,
      about: null,
      personId: null,
      condition: { kind: 'always' },
      notBefore: null,
      attachments: [file],
      ...changes,
    };
    await keep(db.database, ...(await prepare(test.shell, desk!, [mail])));
  };
  const attached = (at = -1) =>
    line.sent
      .at(at)
      ?.attachments?.map(({ filename, contentType, content: sent }) => [
        filename,
        contentType,
        Buffer.from(sent).toString(),
      ]);
  const whole = [['Zoë.pdf', 'application/pdf', content.toString()]];
  const meeting: CalendarEvent = {
    filename: 'meeting.ics',
    uid: 'orientation-2023@casqa.example',
    sequence: 0,
    stamp: now,
    starts: new Date('2023-06-21T17:00:00Z'),
    ends: new Date('2023-06-21T18:00:00Z'),
    title: 'Orientation',
    joinAt: null,
    description: 'Join us.',
    organizer: { name: 'CASQA', address: 'tor@casqa.example' },
  };

  test('go out with the mail, the calendar file behind them', async () => {
    await draft({ calendar: meeting });
    await deliver(line.shell, 'mail');
    expect(attached()).toEqual([
      ...whole,
      [
        'meeting.ics',
        'text/calendar; charset=utf-8; method=PUBLISH',
        expect.stringMatching(
          /^BEGIN:VCALENDAR[\s\S]*UID:orientation-2023@casqa.example[\s\S]*END:VCALENDAR\r\n$/,
        ),
      ],
    ]);
  });

  test.each([
    ['is gone', (path: string) => unlink(path)],
    ['was altered', (path: string) => writeFile(path, 'another certificate!!!')],
  ])(
    'a mail whose file %s is not sent; a card says so, and it goes out once the file is back',
    async (_what, harm) => {
      await draft();
      await harm(line.shell.blobs.pathOf(file.sha256));
      await deliver(line.shell);
      expect(line.sent).toEqual([]);
      expect(line.posted.map(({ kind, facts }) => ({ kind, facts }))).toEqual([
        {
          kind: 'mail-failed',
          facts: [
            ['To', 'zoe@example.org'],
            ['Subject', 'You are a Trainer of Record: please keep the attached certificate'],
            [
              'What happened',
              'Nothing was sent: a file that goes along with it is no longer there, or is damaged.',
            ],
            [
              'What to do',
              'Ask torq’s operator to restore the folder of files (blobs) from a backup, then send again.',
            ],
          ],
        },
      ]);
      await writeFile(line.shell.blobs.pathOf(file.sha256), content);
      await click(line, 'send-again', { kind: 'mail-failed' });
      await deliver(line.shell);
      expect(attached()).toEqual(whole);
    },
  );

  test('stay when staff change what a held mail says, and are named in the list', async () => {
    const tight = createTestShell(db, {
      now: now.toISOString(),
      programme: (source) => ({ ...source, mailLimits: { perHour: 1 } }),
    });
    await draft({ key: 'certificate/0', to: 'robin@example.org', attachments: [] }, tight);
    await deliver(tight.shell, 'mail');
    await draft({}, tight);
    await deliver(tight.shell, 'mail');
    const [held] = await listHeld(tight.shell);
    expect(held?.files).toEqual(['Zoë.pdf (1 KB)']);
    expect(heldLines([held!], zone)).toContain('    attached  Zoë.pdf (1 KB)');
    const change = { id: held?.id ?? '', subject: null, text: 'Other words', by: 'pat' };
    expect(await editHeldMail(tight.shell, change)).toBe(null);
    expect(await releaseHeldMail(tight.shell, held?.id ?? '', 'pat')).toBe(null);
    await deliver(tight.shell, 'mail');
    line = tight;
    expect([tight.sent.at(-1)?.text, attached()]).toEqual(['Other words\n', whole]);
  });

  test('lie in the copy of the mailbox as well', async () => {
    const filed: SentCopy[] = [];
    line.shell.sentFolder = {
      mayTry: () => true,
      file: async (copies) => {
        filed.push(...copies);
        return { done: copies.map(({ id }) => id), problem: null };
      },
    };
    await draft();
    await deliver(line.shell, 'mail');
    await copySent(line.shell);
    expect(filed.map(({ mail }) => mail)).toEqual(line.sent);
    expect(attached()).toEqual(whole);
  });

  test('the instructions carry the deadline; RESEND brings it again, and the status names it', async () => {
    await pay(line, { instant: '2023-05-11T10:00:00-07:00' });
    const [first] = line.sent;
    expect(attached()?.map(([name]) => name)).toEqual(['soq-deadline.ics']);
    expect(attached()?.[0]?.[2]).toMatch(/DTEND:20230519T230000Z/);
    const [again] = await write(line, { subject: 'RESEND' });
    expect(again?.attachments).toEqual(first?.attachments);
    const status = await statusOf(line.shell, 'pat@example.org');
    expect(status?.mails[0]?.files).toEqual(['soq-deadline.ics (1 KB)']);
    expect(statusLines(status!, zone, { mails: true })).toContain('attached: soq-deadline.ics (1 KB)');
  });
});
