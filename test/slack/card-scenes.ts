// How the card of each kind comes about: by mails that come in, by the clock and by what staff answer. Nothing is put into
// the database by hand but ticks that staff have no card for.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Choice } from '../../src/core/choice.ts';
import type { PromptKind } from '../../src/core/decision.ts';
import { importAudience } from '../../src/handlers/import-audience.ts';
import { planAnnouncements } from '../../src/handlers/plan-announcements.ts';
import { planConfirmations } from '../../src/handlers/plan-confirmations.ts';
import { planDaily } from '../../src/handlers/plan-daily.ts';
import { planLadder } from '../../src/handlers/plan-ladder.ts';
import { planList } from '../../src/handlers/plan-list.ts';
import { planPayers } from '../../src/handlers/plan-payers.ts';
import { planRelease } from '../../src/handlers/plan-release.ts';
import type { Desk, Shell } from '../../src/handlers/shell.ts';
import { importTrainer } from '../../src/store/roster.ts';
import { agreementMail, applicantMail } from '../fixtures/applicant-mail.ts';
import { bounceOf } from '../fixtures/bounce.ts';
import type { Order } from '../fixtures/woocommerce-order.ts';
import { write } from '../support/commands.ts';
import type { TestDatabase } from '../support/database.ts';
import { feeMail, readAt, tickAt } from '../support/renewal.ts';
import type { TestShell } from '../support/shell.ts';
import { pay, submit, work } from '../support/story.ts';
import { addTrainers } from '../support/trainers.ts';

/** The house of a scene; `answer` is a click of an approver on the newest card of a kind, `say` a message in its thread. */
type Stage = {
  db: TestDatabase;
  line: TestShell;
  answer: (kind: PromptKind, choice: Choice, reason?: string) => Promise<unknown>;
  say: (kind: PromptKind, text: string) => Promise<void>;
};
export type Scene = (stage: Stage) => Promise<void>;
type Plan = (shell: Shell, desk: Desk) => Promise<unknown>;

const may12 = '2023-05-12T12:00:00-07:00';

/** Twice: what stands in the thread of a card, or is drawn anew, follows the card itself. */
async function plan({ line }: Stage, at: string, one: Plan): Promise<void> {
  line.setTime(at);
  for (const desk of line.shell.desks) await one(line.shell, desk);
  await work(line);
  line.setTime(new Date(new Date(at).getTime() + 60_000).toISOString());
  await work(line);
}

/** Pat has paid, and sent nothing yet. */
export const paid: Scene = async ({ line }) => {
  line.setTime(may12);
  await pay(line);
};
const submitted: Scene = async (stage) => {
  await paid(stage);
  await submit(stage.line);
};
const decided: Scene = async (stage) => {
  await submitted(stage);
  await stage.answer('soq-approval', 'approve');
};
const candidate: Scene = async (stage) => {
  await decided(stage);
  await plan(stage, '2023-06-12T09:05:00-07:00', planConfirmations);
  await plan(stage, '2023-06-12T09:10:00-07:00', planConfirmations);
};
/** Three people by the name of Pat Doe who have paid. */
const namesakes: Scene = async ({ line }) => {
  line.setTime(may12);
  for (const [at, host] of ['one', 'two', 'three'].entries())
    await pay(line, {
      number: `490${at}`,
      payer: { first: 'Pat', last: 'Doe', email: `patdoe@${host}.example` },
    });
};
const twoOfThem: Partial<Order> = {
  number: '4999',
  payer: { first: 'Pat', last: 'Doe', email: 'patdoe@new.example' },
  items: [{ name: 'IGP Trainer of Record SOQ Submittal Fee', sku: null, quantity: 2, cents: 53000 }],
};

/** Robin and Lee were Trainers of Record until June 30, 2023; their renewals are open. */
export const renewing: Scene = async ({ db, line }) => {
  for (const name of ['Robin Roe', 'Lee Fox']) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@example.org`;
    const roster = { organisation: null, termStarts: '2022-07-01', termEnds: '2023-06-30' };
    const context = { programme: 'igp-tor', by: 'test', now: new Date('2023-01-01T00:00:00Z') };
    await importTrainer(db.database, { name, email, ...roster }, context);
  }
  await tickAt(line, '2023-05-01T03:00:00-07:00');
};
/** Their agreements are not in force: another version is asked for. */
export const unsigned: Scene = async (stage) => {
  await renewing(stage);
  await stage.db.database.write((tx) =>
    tx.term.updateMany({
      where: { startsOn: '2023-07-01' },
      data: { agreementAt: null, agreementBy: null, version: { increment: 1 } },
    }),
  );
};
export const complete: Scene = async (stage) => {
  await renewing(stage);
  const at = new Date('2023-05-20T17:00:00Z');
  const ticks = { qispAt: at, meetingAt: at, agreementAt: at, feeAt: at };
  await stage.db.database.write((tx) =>
    tx.term.updateMany({
      where: { startsOn: '2023-07-01' },
      data: { ...ticks, version: { increment: 1 } },
    }),
  );
  await plan(stage, '2023-05-20T12:00:00-07:00', planConfirmations);
};
const lapsing: Scene = async (stage) => {
  await renewing(stage);
  await plan(stage, '2023-10-01T00:00:00-07:00', planLadder);
};

export const scenes: Readonly<Record<Exclude<PromptKind, 'question-mail'>, Scene>> = {
  'soq-approval': submitted,
  release: async (stage) => {
    await decided(stage);
    await plan(stage, '2023-06-12T00:05:00-07:00', planRelease);
  },
  announcement: async (stage) => {
    const [desk] = stage.line.shell.desks;
    if (desk === undefined) throw new Error('no programme');
    await importAudience(stage.line.shell, desk, {
      ...{ audience: 'members', by: 'operator', isRehearsal: false },
      entries: [{ address: 'kim@example.org', name: null }],
    });
    await plan(stage, '2023-04-03T00:00:00-07:00', planAnnouncements);
  },
  payers: async (stage) => {
    await paid(stage);
    await plan(stage, '2023-05-14T09:00:00-07:00', planPayers);
  },
  onboarding: candidate,
  agreement: async (stage) => {
    await candidate(stage);
    await stage.line.receive(await agreementMail());
    await work(stage.line);
  },
  'term-confirm': complete,
  'list-publish': async (stage) => {
    await addTrainers(stage.db.database, [{ id: 'pat', name: 'Pat Doe' }]);
    await plan(stage, '2027-08-01T12:00:00-07:00', planList);
  },
  'lapse-list': lapsing,
  lapse: lapsing,
  reinstate: async (stage) => {
    await lapsing(stage);
    await stage.answer('lapse-list', 'lapse-all');
    const fee = feeMail('2023-09-29T10:00:00-07:00', { cents: 9000 });
    await readAt(stage.line, '2023-10-06T09:00:00-07:00', fee);
  },
  daily: (stage) => plan(stage, '2023-05-12T08:00:00-07:00', planDaily),
  'outbox-unknown': async (stage) => {
    stage.line.answers.push({ kind: 'unknown', error: 'connection lost' });
    await paid(stage);
  },
  'mail-parked': async ({ db, line }) => {
    line.setTime(may12);
    await line.receive(await applicantMail({ to: 'tor@casqa.example', attachments: [], text: 'When?' }));
    rmSync(join(db.folder, 'blobs'), { recursive: true });
    for (const minutes of [0, 1, 6, 26, 86]) {
      line.setTime(new Date(new Date(may12).getTime() + minutes * 60_000).toISOString());
      await work(line);
    }
  },
  'mail-failed': async (stage) => {
    stage.line.answers.push({ kind: 'failed', error: '550 no' });
    await paid(stage);
  },
  'mail-returned': async (stage) => {
    await paid(stage);
    await stage.line.receive(bounceOf(stage.line.sent.at(-1)?.messageId ?? '', 'pat@example.org'));
    await work(stage.line);
  },
  'mail-review': async (stage) => {
    await namesakes(stage);
    const mail = { to: 'tor@casqa.example', from: 'Pat Doe <pat@work.example>' };
    await stage.line.receive(await applicantMail({ ...mail, messageId: '<alias@work.example>' }));
    await work(stage.line);
  },
  question: async (stage) => {
    await paid(stage);
    await write(stage.line, { subject: 'My references', text: 'May my references be older than 2019?' });
  },
  'reply-preview': async (stage) => {
    await scenes.question(stage);
    await stage.say('question', 'mail: Yes, you may.');
  },
  'payment-review': async (stage) => {
    await namesakes(stage);
    await pay(stage.line, twoOfThem);
  },
  notice: async (stage) => {
    await paid(stage);
    await pay(stage.line, { kind: 'refunded' });
  },
};
