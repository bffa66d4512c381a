// The Compliance Agreement from the signed copy that came by mail to the one with both signatures.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { planConfirmations } from '../../src/handlers/plan-confirmations.ts';
import { planSteps } from '../../src/handlers/plan-steps.ts';
import { programmeSchema } from '../../src/programme/schema.ts';
import { type ApplicantMail, agreementMail } from '../fixtures/applicant-mail.ts';
import { lockedPdf, pdf } from '../fixtures/pdf.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { igpTorSource } from '../support/programme.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

describe.each(providers)('a signed agreement on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, {
      now: '2023-05-12T12:00:00-07:00',
      programme: (source) => ({
        ...source,
        agreement: { file: 'compliance-agreement.pdf', version: '2023-1' },
      }),
      agreement: { filename: 'compliance-agreement.pdf', content: await pdf(4) },
    });
    await pay(line);
    await submit(line);
  });

  const tick = async (at: string) => {
    line.setTime(at);
    for (const desk of line.shell.desks) {
      await planSteps(line.shell, desk);
      await planConfirmations(line.shell, desk);
    }
    await work(line);
  };
  const selected = async () => {
    await click(line, 'approve');
    await tick('2023-06-12T09:05:00-07:00');
    await tick('2023-06-12T09:10:00-07:00');
  };
  const sends = async (changes: Partial<ApplicantMail> = {}) => {
    line.setTime('2023-06-20T10:05:00-07:00');
    await line.receive(await agreementMail(changes));
    await work(line);
  };
  const card = () => line.posted.findLast(({ kind }) => kind === 'agreement');
  /** Somebody puts a file into the thread of the newest card. */
  const puts = (filename: string, content: Buffer, by = approver) => {
    const { channel, place } = [...line.posted, ...line.redrawn].findLast(
      ({ kind }) => kind === 'agreement',
    )!;
    const thread = place?.ts ?? threadOf();
    const id = `F${line.files.size + 1}`;
    line.files.set(id, { filename, content });
    line.written.push({
      ...{ kind: 'written', channel, ts: `9${line.files.size}.000001`, thread, by, edition: '' },
      ...{ isBroadcast: false, words: [], problems: [] },
      files: [{ id, name: filename, bytes: content.length }],
    });
  };
  const threadOf = () => line.uploaded.at(-1)?.place.ts ?? '';
  const agreement = async () => {
    const rows = await db.database.read.agreement.findMany();
    return rows.map(({ version, signedAt, countersignedBy, executedSha256, returnedAt }) => ({
      version,
      signed: signedAt !== null,
      countersignedBy,
      copy: executedSha256 !== null && returnedAt !== null,
    }));
  };
  const click2 = (choice: Parameters<typeof click>[1], more: Parameters<typeof click>[2] = {}) =>
    click(line, choice, { kind: 'agreement', ...more });

  test('is acknowledged, and its card has the file in its thread', async () => {
    await selected();
    await sends();
    expect(subjects(line).at(-1)).toBe('pat@example.org: We received your signed Compliance Agreement');
    expect(card()?.facts.map(([label, value]) => `${label}: ${value}`)).toEqual([
      'Who: Pat Doe, pat@example.org, application in cycle 2023',
      'Version: 2023-1',
      'Received: Tuesday, June 20, 2023, 10:00 AM PDT',
      'From: Pat Doe <pat@example.org>',
      'Documents: scan.pdf (4 pages, 1 KB)',
      'Message: Here it is, signed.',
      expect.stringMatching(/^Look twice: the sender could not be authenticated/),
      'To do: Check that all pages are there and signed. Sign it as well, and put the PDF with both signatures into this thread: the first button mails it.',
    ]);
    expect(line.uploaded.at(-1)?.filenames).toEqual(['scan.pdf']);
    expect(await agreement()).toEqual([
      { version: '2023-1', signed: true, countersignedBy: null, copy: false },
    ]);
  });

  test('goes back with both signatures: the newest PDF of an approver in the thread', async () => {
    await selected();
    await sends();
    puts('draft.pdf', await pdf(2));
    puts('signed-by-both.pdf', await pdf(4));
    puts('from-somebody-else.pdf', await pdf(1), 'U01OTHER');
    const outcome = await click2('countersigned');
    expect(outcome.tell).toMatch(
      /^Noted: the Compliance Agreement with Pat Doe is signed by both\. signed-by-both\.pdf \(.+\) is mailed to pat@example\.org\.$/,
    );
    await work(line);
    const mail = line.sent.at(-1);
    expect(mail?.subject).toBe(
      'Your Compliance Agreement is signed by both sides: please complete what is still open',
    );
    expect(mail?.attachments?.map(({ filename }) => filename)).toEqual(['signed-by-both.pdf']);
    expect(await agreement()).toEqual([
      { version: '2023-1', signed: true, countersignedBy: approver, copy: true },
    ]);
    expect((await click2('countersigned')).kind).toBe('too-late');
  });

  test('is not complete without the copy, unless staff say so', async () => {
    await selected();
    await sends();
    puts('photo.png', Buffer.from('x'));
    expect(await click2('countersigned')).toEqual({
      kind: 'refused',
      tell: 'There is no PDF of an approver in the thread of this card. Please put the one with both signatures there first, or choose the button without a copy. Nothing was changed.',
    });
    puts('not-really.pdf', Buffer.from('GIF89a, not a document'));
    expect((await click2('countersigned')).kind).toBe('refused');
    expect((await agreement())[0]?.countersignedBy).toBeNull();
    expect((await click2('countersigned-elsewhere')).kind).toBe('stands');
    await work(line);
    expect(line.sent.at(-1)?.attachments ?? []).toEqual([]);
    expect(await agreement()).toEqual([
      { version: '2023-1', signed: true, countersignedBy: approver, copy: false },
    ]);
  });

  test('that is not in order is asked for again in the words of staff', async () => {
    await selected();
    await sends();
    await click2('agreement-returned', { reason: 'Page 4 is missing.' });
    await work(line);
    expect(subjects(line).at(-1)).toBe('pat@example.org: Please send your signed Compliance Agreement again');
    expect(line.sent.at(-1)?.text).toContain('Page 4 is missing.');
  });

  test('that cannot be opened is asked for again at once', async () => {
    await selected();
    const attachments = [{ filename: 'scan.pdf', type: 'application/pdf', content: lockedPdf() }];
    await sends({ attachments });
    expect(subjects(line).at(-1)).toBe('pat@example.org: Please send your signed Compliance Agreement again');
    expect(line.sent.at(-1)?.text).toContain(
      'scan.pdf: it is protected by a password; please send it without one',
    );
    expect(card()).toBeUndefined();
  });

  test('that comes a second time takes the place of the first', async () => {
    await selected();
    await sends();
    const first = card()?.id;
    await sends({ messageId: '<agreement-2@example.org>', text: 'Better scan.\n' });
    expect(card()?.id).not.toBe(first);
    const old = await db.database.read.prompt.findUniqueOrThrow({ where: { id: first ?? '' } });
    expect([old.answer, old.answerReason]).toEqual(['superseded', 'another signed copy has come']);
  });

  test('of somebody who is not selected is a mail for staff to read, and nothing else', async () => {
    const before = line.sent.length;
    await sends();
    expect(card()).toBeUndefined();
    expect(line.posted.at(-1)?.title).toBe('A signed agreement');
    expect(line.sent.length).toBe(before);
    expect(await agreement()).toEqual([]);
  });

  test('nobody who is not listed completes one, and none of their files are fetched', async () => {
    await selected();
    await sends();
    puts('signed-by-both.pdf', await pdf(4));
    const outcome = await click2('countersigned', { by: 'U01OTHER' });
    expect(outcome.tell).toMatch(/^You are not on the list of approvers/);
    expect((await agreement())[0]?.countersignedBy).toBeNull();
  });

  test('a version that is no longer in force is open on the card, and can be ticked anew', async () => {
    await selected();
    await click(line, 'agreement-executed', { kind: 'onboarding' });
    expect((await click(line, 'agreement-executed', { kind: 'onboarding' })).kind).toBe('refused');
    for (const desk of line.shell.desks)
      desk.programme = {
        ...desk.programme,
        agreement: { ...desk.programme.agreement, version: '2023-2', stillValid: [] },
      };
    await tick('2023-06-13T09:00:00-07:00');
    const rows = line.redrawn.findLast(({ kind }) => kind === 'onboarding')?.facts ?? [];
    expect(new Map(rows).get('Agreement')).toBe('open');
    expect((await click(line, 'agreement-executed', { kind: 'onboarding' })).kind).toBe('stands');
  });

  test('the agreement that is mailed is asked for once more by nobody', async () => {
    await selected();
    await sends();
    await click2('countersigned-elsewhere');
    const before = line.sent.length;
    await tick('2023-06-22T09:00:00-07:00');
    expect(
      subjects(line)
        .slice(before)
        .filter((line) => /agreement/i.test(line)),
    ).toEqual([
      'pat@example.org: Your Compliance Agreement is signed by both sides: please complete what is still open',
    ]);
    expect(programmeSchema.parse(igpTorSource).agreement.version).toBeNull();
  });
});
