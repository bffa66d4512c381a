import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { issueByHand, reissueCertificate, revokeCertificate } from '../../src/handlers/change-certificate.ts';
import { deliver } from '../../src/handlers/deliver.ts';
import { issueCertificates } from '../../src/handlers/issue-certificates.ts';
import type { Shell } from '../../src/handlers/shell.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { textOf } from '../support/pdf-tools.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { addTrainers } from '../support/trainers.ts';

describe.each(providers)('certificates on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;
  let shell: Shell;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2027-06-20T12:00:00-07:00' });
    shell = line.shell;
  });

  const certificates = () =>
    db.database.read.certificate.findMany({
      orderBy: { issuedAt: 'asc' },
      select: { number: true, name: true, supersededBy: true, revokedAt: true, termId: true },
    });
  const mails = async () =>
    (
      await db.database.read.outboxItem.findMany({
        where: { channel: 'mail' },
        orderBy: { createdAt: 'asc' },
      })
    ).map(({ key, status, toAddress }) => ({ key, status, toAddress }));
  const cards = async () =>
    (await db.database.read.prompt.findMany({ orderBy: { openedAt: 'asc' } })).map(({ title }) => title);

  test('a confirmed term gets one certificate, mailed once with the PDF, however often the work is done', async () => {
    await addTrainers(db.database, [{ id: 'pat', name: 'Pat Doe' }]);
    for (let round = 0; round < 3; round += 1) await issueCertificates(shell);
    await deliver(shell, 'mail');
    const [only, ...others] = await certificates();
    expect({ only, others }).toEqual({
      only: {
        number: expect.stringMatching(/^IGP-2027-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
        name: 'Pat Doe',
        supersededBy: null,
        revokedAt: null,
        termId: 'term-pat',
      },
      others: [],
    });
    expect(await mails()).toEqual([
      { key: `certificate/${only?.number}`, status: 'sent', toAddress: 'pat@example.org' },
    ]);
    const [mail] = line.sent;
    const [attached] = mail?.attachments ?? [];
    expect([mail?.subject, mail?.attachments?.length, attached?.filename]).toEqual([
      'You are a Trainer of Record: please keep the attached certificate',
      1,
      `Certificate ${only?.number}.pdf`,
    ]);
    const lines = textOf(Buffer.from(attached?.content ?? ''));
    expect(lines).toContain('Pat Doe');
    expect(lines.at(-1)).toBe(`See whether it is valid: https://tor.casqa.example/verify/${only?.number}`);
    expect(mail?.text).toContain(`https://tor.casqa.example/verify/${only?.number}`);
  });

  test('two processes at once issue one', async () => {
    const people = Array.from({ length: 6 }, (_, at) => ({ id: `p${at}`, name: `Person ${at}` }));
    await addTrainers(db.database, people);
    const other = { ...shell, database: db.openAgain(), owner: 'other' };
    await Promise.all([issueCertificates(shell), issueCertificates(other), issueCertificates(shell)]);
    await issueCertificates(other);
    const issued = await certificates();
    expect(issued.map(({ termId }) => termId).sort()).toEqual(people.map(({ id }) => `term-${id}`));
    expect((await mails()).map(({ key }) => key).sort()).toEqual(
      issued.map(({ number }) => `certificate/${number}`).sort(),
    );
  });

  test('no certificate for a term that is not confirmed, has lapsed, is over, or was imported', async () => {
    await addTrainers(db.database, [
      { id: 'open', name: 'Open', confirmedAt: null },
      { id: 'past', name: 'Past', startsOn: '2025-07-01', endsOn: '2026-06-30' },
      { id: 'import', name: 'Imported', confirmedBy: 'operator' },
      { id: 'lapsed', name: 'Lapsed' },
      { id: 'ended', name: 'Ended' },
    ]);
    await db.database.write(async (tx) => {
      await tx.term.update({ where: { id: 'term-lapsed' }, data: { lapsedAt: new Date() } });
      await tx.credential.update({ where: { id: 'credential-ended' }, data: { endedOn: '2027-06-01' } });
    });
    await issueCertificates(shell);
    expect([await certificates(), await mails(), await cards()]).toEqual([[], [], []]);
  });

  test('imported trainers get theirs when an operator asks for it, once', async () => {
    await addTrainers(db.database, [
      { id: 'import', name: 'Imported', confirmedBy: 'operator' },
      { id: 'pat', name: 'Pat Doe' },
    ]);
    const wanted = ({ confirmedBy }: { confirmedBy: string | null }) => confirmedBy === 'operator';
    const first = await issueByHand(shell, { by: 'operator', name: null, wanted });
    const second = await issueByHand(shell, { by: 'operator', name: null, wanted });
    expect([first.map(({ done }) => done), second]).toEqual([[true], []]);
    expect((await certificates()).map(({ name }) => name)).toEqual(['Imported']);
  });

  test('a name that the font cannot print becomes one card, and the others get theirs', async () => {
    await addTrainers(db.database, [
      { id: 'a', name: '王小明' },
      { id: 'b', name: 'Pat Doe', certificateName: 'Patricia Q. Doe' },
    ]);
    for (let round = 0; round < 3; round += 1) await issueCertificates(shell);
    expect([(await certificates()).map(({ name }) => name), await cards()]).toEqual([
      ['Patricia Q. Doe'],
      ['A certificate cannot be printed'],
    ]);
    const [changed] = await issueByHand(shell, {
      ...{ by: 'operator', name: 'Wang Xiaoming' },
      wanted: ({ person }) => person.addresses.some(({ address }) => address === 'a@example.org'),
    });
    expect(changed?.done).toBe(true);
    expect((await certificates()).map(({ name }) => name).sort()).toEqual([
      'Patricia Q. Doe',
      'Wang Xiaoming',
    ]);
    const person = await db.database.read.person.findUnique({ where: { id: 'a' } });
    expect([person?.name, person?.certificateName]).toEqual(['王小明', 'Wang Xiaoming']);
  });

  test('without PUBLIC_URL none is issued, one card says so, and they go out when it is set', async () => {
    await addTrainers(db.database, [{ id: 'pat', name: 'Pat Doe' }]);
    const without = { ...shell, certificates: { ...shell.certificates, publicUrl: null } };
    for (let round = 0; round < 3; round += 1) await issueCertificates(without);
    expect([await certificates(), await cards()]).toEqual([[], ['Certificates wait']]);
    await issueCertificates(shell);
    expect((await certificates()).length).toBe(1);
  });

  test('who has no address that takes mail is certified, and a card says that nobody was mailed', async () => {
    await addTrainers(db.database, [{ id: 'pat', name: 'Pat Doe' }]);
    await db.database.write((tx) => tx.address.updateMany({ data: { bouncedAt: new Date() } }));
    await issueCertificates(shell);
    expect([(await certificates()).length, await mails(), await cards()]).toEqual([
      1,
      [],
      ['A certificate could not be mailed'],
    ]);
  });

  test('a new certificate takes the place of the old one, whose mail no longer goes out', async () => {
    await addTrainers(db.database, [{ id: 'pat', name: 'Pat Doe' }]);
    await issueCertificates(shell);
    const [old] = await certificates();
    line.setTime('2027-06-21T12:00:00-07:00');
    const typed = old?.number.toLowerCase().replaceAll('-', ' ') ?? '';
    const changed = await reissueCertificate(shell, typed, { name: ' Pat\nQ.  Doe', by: 'operator' });
    const [first, second] = await certificates();
    expect([changed.done, first?.supersededBy, second?.name, second?.supersededBy]).toEqual([
      true,
      second?.number,
      'Pat Q. Doe',
      null,
    ]);
    expect(await mails()).toEqual([
      { key: `certificate/${first?.number}`, status: 'superseded', toAddress: 'pat@example.org' },
      { key: `certificate/${second?.number}`, status: 'pending', toAddress: 'pat@example.org' },
    ]);
    const again = await reissueCertificate(shell, first?.number ?? '', { name: null, by: 'operator' });
    expect(again).toEqual({
      done: false,
      tell: `${first?.number} counts no longer: ${second?.number} took its place. Nothing was changed.`,
    });
    await issueCertificates(shell);
    expect((await certificates()).length).toBe(2);
  });

  test('of two that replace the same certificate at once, one does', async () => {
    await addTrainers(db.database, [{ id: 'pat', name: 'Pat Doe' }]);
    await issueCertificates(shell);
    const [old] = await certificates();
    const other = { ...shell, database: db.openAgain() };
    const outcomes = await Promise.all(
      [shell, other].map((one) => reissueCertificate(one, old?.number ?? '', { name: null, by: 'operator' })),
    );
    expect(outcomes.filter(({ done }) => done).length).toBe(1);
    expect((await certificates()).length).toBe(2);
  });

  test('a revoked certificate stays revoked, and the round issues no other', async () => {
    await addTrainers(db.database, [{ id: 'pat', name: 'Pat Doe' }]);
    await issueCertificates(shell);
    const [old] = await certificates();
    const revoke = () =>
      revokeCertificate(shell, old?.number ?? '', { reason: 'issued by mistake', by: 'operator' });
    const outcomes = [await revoke(), await revoke()];
    await issueCertificates(shell);
    const history = await db.database.read.history.findMany({ where: { event: 'certificate-revoked' } });
    expect([outcomes.map(({ done }) => done), (await certificates()).length, history.length]).toEqual([
      [true, false],
      1,
      1,
    ]);
    expect((await mails()).map(({ status }) => status)).toEqual(['superseded']);
  });

  test('of a revocation and a new certificate at once, one counts', async () => {
    await addTrainers(db.database, [{ id: 'pat', name: 'Pat Doe' }]);
    await issueCertificates(shell);
    const [old] = await certificates();
    const number = old?.number ?? '';
    const other = { ...shell, database: db.openAgain() };
    const outcomes = await Promise.all([
      revokeCertificate(shell, number, { reason: 'issued by mistake', by: 'operator' }),
      reissueCertificate(other, number, { name: null, by: 'operator' }),
    ]);
    const [after] = await certificates();
    expect(outcomes.filter(({ done }) => done).length).toBe(1);
    expect([after?.revokedAt === null, after?.supersededBy === null].filter(Boolean).length).toBe(1);
  });

  test('what is no number, and a number of nothing, are refused with a sentence', async () => {
    const tell = async (number: string) =>
      (await reissueCertificate(shell, number, { name: null, by: 'operator' })).tell;
    expect([await tell('IGP-2027-28T5-CY41'), await tell('IGP-2027-28T5-CY40')]).toEqual([
      '"IGP-2027-28T5-CY41" is no certificate number; one looks like IGP-2027-7K3M-Q9XW, and its last symbol is a check.',
      'There is no certificate IGP-2027-28T5-CY40.',
    ]);
  });
});
