// Two programmes in one process, one mailbox and one store: what is of one never shows in the other.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { planDaily } from '../../src/handlers/plan-daily.ts';
import { planLadder } from '../../src/handlers/plan-ladder.ts';
import type { Desk } from '../../src/handlers/shell.ts';
import { programmeSchema } from '../../src/programme/schema.ts';
import { loadTemplates } from '../../src/render/templates.ts';
import { importTrainer } from '../../src/store/roster.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { igpTorSource } from '../support/programme.ts';
import { tickAt } from '../support/renewal.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { work } from '../support/story.ts';

const cgpApprover = 'U02CGPAPPROVER';

function cgpDesk(): Desk {
  const programme = programmeSchema.parse({
    ...igpTorSource,
    name: 'cgp-tor',
    extends: 'igp-tor',
    title: 'CGP Trainer of Record',
    addresses: { programme: 'cgp@casqa.example', staff: 'cgp-training@casqa.example' },
    links: { announcement: 'https://casqa.example/cgp-page', account: 'https://casqa.example/cgp-account' },
    slack: { ...igpTorSource.slack, channel: 'C034CGPBOT', approvers: [cgpApprover], dailyAt: '08:00' },
    fees: { soqNew: '$500', soqResubmittal: '$250', torAnnual: '$65', late: '$25' },
    payments: {
      ...igpTorSource.payments,
      products: [
        { purpose: 'soq-new', names: ['CGP SOQ Fee'], skus: ['CGP-SOQ-NEW'] },
        { purpose: 'soq-resubmittal', names: ['CGP Resubmittal Fee'], skus: ['CGP-SOQ-RESUB'] },
        { purpose: 'tor-annual', names: ['CGP Annual Fee'], skus: ['CGP-TOR-ANNUAL'] },
        { purpose: 'late-fee', names: ['CGP Late Fee'], skus: ['CGP-TOR-LATE'] },
      ],
    },
    renewal: { ...igpTorSource.renewal, path: 'log in, Orders, CGP Annual Fee, Renew' },
  });
  const { templates, problems } = loadTemplates('templates', programme);
  expect(problems).toEqual([]);
  return { programme, templates };
}

const cgpFee = { name: 'CGP SOQ Fee', sku: 'CGP-SOQ-NEW', quantity: 1, cents: 50000 };
const patPays = (number: string, isCgp: boolean) =>
  orderMail({ number, ...(isCgp ? { items: [cgpFee] } : {}) });

/** What stands nowhere in what is of the other programme. */
const ofIgp = [
  /\bIGP\b/,
  /igp-tor/,
  /\btor@casqa/,
  /\btor\+/,
  /(?<!cgp-)training@casqa/,
  /C012TORBOT/,
  /my-account/,
];
const ofCgp = [/CGP(?! ToR)/, /cgp-tor/, /cgp@casqa/, /cgp\+/, /cgp-training/, /C034CGPBOT/, /cgp-account/];

describe.each(providers)('two programmes on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, {
      now: '2023-05-10T12:00:00-07:00',
      beside: [cgpDesk()],
      programme: (source) => ({ ...source, slack: { ...source.slack, dailyAt: '08:00' } }),
    });
  });

  const receive = async (raw: Buffer) => {
    await line.receive(raw);
    await work(line);
  };
  const submit = async (of: RegExp, messageId: string) => {
    const instructions = line.sent.find(
      ({ subject, text }) => of.test(text) && /send your SOQ/.test(subject),
    );
    if (instructions === undefined) throw new Error(`no instructions of ${of}`);
    await receive(
      await applicantMail({
        to: instructions?.replyTo ?? 'none',
        messageId,
        inReplyTo: instructions?.messageId ?? null,
      }),
    );
  };
  const isCgp = (address: string | null) => address?.startsWith('cgp') === true;

  /** Every mail and card that is of one programme, with all that it says. */
  const leaks = () => {
    const mails = line.sent.map((mail) => ({
      cgp: isCgp(mail.replyTo),
      says: JSON.stringify({ ...mail, attachments: [] }),
    }));
    const cards = line.posted.map((card) => ({
      cgp: card.channel === 'C034CGPBOT',
      says: JSON.stringify({ ...card, id: card.id }),
    }));
    return [...mails, ...cards].flatMap(({ cgp, says }) =>
      (cgp ? ofIgp : ofCgp).flatMap((word) => {
        const found = word.exec(says);
        return found === null
          ? []
          : [`${word}: ...${says.slice(Math.max(0, found.index - 60), found.index + 60)}`];
      }),
    );
  };

  test('a person in both: each application has its own mails, cards and approvers', async () => {
    await receive(patPays('4812', false));
    await receive(patPays('4813', true));
    await submit(/\$530/, '<soq-igp@example.org>');
    await submit(/\$500/, '<soq-cgp@example.org>');
    const cards = line.posted.filter(({ kind }) => kind === 'soq-approval');
    expect(cards.map(({ channel }) => channel)).toEqual(['C012TORBOT', 'C034CGPBOT']);
    const [igp, cgp] = cards;
    const approve = (card: typeof igp, by: string) =>
      onAnswer(line.shell, {
        promptId: card?.id ?? 'none',
        choice: 'approve',
        by,
        reason: null,
        place: card?.place ?? null,
      });
    expect((await approve(cgp, approver)).kind).toBe('refused');
    expect((await approve(igp, cgpApprover)).kind).toBe('refused');
    expect((await approve(cgp, cgpApprover)).kind).toBe('stands');
    expect((await approve(igp, approver)).kind).toBe('stands');
    line.setTime('2023-06-12T09:30:00-07:00');
    await work(line);
    const told = line.sent.filter(({ subject }) => /selected/i.test(subject));
    expect(told.map(({ replyTo }) => isCgp(replyTo)).toSorted()).toEqual([false, true]);
    const applications = await db.database.read.application.findMany({
      include: { cycle: true, person: true },
      orderBy: { id: 'asc' },
    });
    expect(
      applications
        .map(({ cycle, decision, person }) => `${person.name} ${cycle.programme} ${decision}`)
        .toSorted(),
    ).toEqual(['Pat Doe cgp-tor candidate', 'Pat Doe igp-tor candidate']);
    expect(leaks()).toEqual([]);
  });

  test('a payment counts for the programme that sells the product, wherever its mail was sent', async () => {
    await receive(patPays('4813', true));
    const payments = await db.database.read.payment.findMany();
    expect(payments.map(({ programme, purpose, state }) => [programme, purpose, state])).toEqual([
      ['cgp-tor', 'soq-new', 'matched'],
    ]);
    expect(line.sent.map(({ replyTo }) => isCgp(replyTo))).toEqual([true]);
    expect(leaks()).toEqual([]);
  });

  test('an SOQ about one, sent to the address of the other, is for the one that it is about', async () => {
    await receive(patPays('4812', false));
    const [instructions] = line.sent;
    await receive(
      await applicantMail({ to: 'cgp@casqa.example', inReplyTo: instructions?.messageId ?? null }),
    );
    expect(line.posted.map(({ kind, channel }) => [kind, channel])).toEqual([['soq-approval', 'C012TORBOT']]);
    expect(leaks()).toEqual([]);
  });

  test('renewals, the ladder and the cards of the day are each programme’s own', async () => {
    for (const [name, programme] of [
      ['Robin Roe', 'igp-tor'],
      ['Lee Fox', 'cgp-tor'],
      ['Kim Poe', 'igp-tor'],
      ['Kim Poe', 'cgp-tor'],
    ] as const) {
      const email = `${name.split(' ')[0]?.toLowerCase()}@example.org`;
      const roster = { organisation: null, termStarts: '2022-07-01', termEnds: '2023-06-30' };
      const context = { programme, by: 'test', now: new Date('2023-01-01T00:00:00Z') };
      await importTrainer(db.database, { name, email, ...roster }, context);
    }
    for (const day of ['06-23', '07-01', '09-29']) await tickAt(line, `2023-${day}T09:00:00-07:00`);
    line.setTime('2023-10-01T09:00:00-07:00');
    for (const desk of line.shell.desks) {
      await planLadder(line.shell, desk);
      await planDaily(line.shell, desk);
    }
    await work(line);
    line.setTime('2023-10-01T09:02:00-07:00');
    await work(line);
    const to = (cgp: boolean) =>
      [
        ...new Set(line.sent.filter(({ replyTo }) => isCgp(replyTo) === cgp).map((mail) => mail.to)),
      ].toSorted();
    expect([to(false), to(true)]).toEqual([
      ['kim@example.org', 'robin@example.org'],
      ['kim@example.org', 'lee@example.org'],
    ]);
    const kinds = (channel: string) =>
      line.posted
        .filter((card) => card.channel === channel)
        .map(({ kind }) => kind)
        .toSorted();
    expect(kinds('C012TORBOT')).toEqual(['daily', 'lapse', 'lapse', 'lapse-list']);
    expect(kinds('C034CGPBOT')).toEqual(['daily', 'lapse', 'lapse', 'lapse-list']);
    expect(leaks()).toEqual([]);
  });
});
