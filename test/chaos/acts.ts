// What happens in a round: people pay, write, sort mail and click. Each act picks whom it concerns among those it can.
import type { Applicant, Ledger, WrittenMail } from './ledger.ts';
import { newApplicant } from './ledger.ts';
import { invitation, post, sortIntoJunk, writePayment, writeSoq } from './letters.ts';
import type { Random } from './random.ts';
import type { Card, Staff } from './staff.ts';
import { approvers, bystander, type World } from './world.ts';

export type Stage = { world: World; ledger: Ledger; staff: Staff; random: Random; mostApplicants: number };

/** @returns false when there is nobody it could happen to */
type Act = (stage: Stage) => Promise<boolean>;

const pay: Act = async (stage) => {
  const { world, ledger, random, mostApplicants } = stage;
  const waiting = ledger.applicants.filter((applicant) => !applicant.paid);
  const applicant = random.chance(0.5) ? random.pick(waiting) : undefined;
  if (applicant === undefined && ledger.applicants.length >= mostApplicants) return false;
  await post(world, ledger, writePayment(world, ledger, applicant ?? join(ledger), random));
  return true;
};

function join(ledger: Ledger): Applicant {
  const applicant = newApplicant(ledger.applicants.length);
  ledger.applicants.push(applicant);
  return applicant;
}

const payAgain: Act = async ({ world, ledger, random }) => {
  const applicant = recent(
    ledger.applicants.filter(({ paid }) => paid),
    random,
  );
  if (applicant === undefined) return false;
  await post(world, ledger, writePayment(world, ledger, applicant, random));
  return true;
};

const redeliver: Act = async ({ world, ledger, random }) => {
  const mail = recent(ledger.mails, random);
  if (mail === undefined) return false;
  await post(world, ledger, mail);
  return true;
};

const deliverTwice: Act = async (stage) => {
  if (!(await pay(stage))) return false;
  await post(stage.world, stage.ledger, stage.ledger.mails.at(-1)!);
  return true;
};

function soq(readable: boolean): Act {
  return async ({ world, ledger, random }) => {
    const payers = ledger.applicants.filter(({ paid }) => paid);
    for (let tries = 0; tries < 5; tries++) {
      // The newest ones may have no instructions yet.
      const applicant = tries === 0 ? recent(payers, random) : random.pick(payers);
      const answering = applicant === undefined ? null : await invitation(world, applicant);
      if (applicant === undefined || answering === null) continue;
      await post(world, ledger, await writeSoq(ledger, applicant, { answering, readable }));
      return true;
    }
    return false;
  };
}

const soqBeforeFee: Act = async ({ world, ledger, mostApplicants }) => {
  if (ledger.applicants.length >= mostApplicants) return false;
  const mail = await writeSoq(ledger, join(ledger), { answering: null, readable: true });
  await post(world, ledger, mail);
  return true;
};

function sort(how: 'copy' | 'move'): Act {
  return async ({ world, ledger, random }) => {
    const mail = recent(ledger.mails, random);
    if (mail === undefined || !(await sortIntoJunk(world, mail.messageId, how))) return false;
    ledger.note(mail.applicant, `${mail.messageId}: ${how} to Junk`);
    return true;
  };
}

/** An act on a card that can still be decided. */
function onOpenCard(act: (stage: Stage, card: Card) => void): Act {
  return async (stage) => {
    const open = (await stage.staff.cards()).filter(({ buttons }) => buttons.includes('approve'));
    const card = stage.random.pick(open);
    if (card === undefined) return false;
    act(stage, card);
    return true;
  };
}

/** Somebody's window still shows the buttons of an answered card. */
const clickStale: Act = async ({ staff, random }) => {
  const closed = (await staff.cards()).filter(
    ({ buttons, title }) => !buttons.includes('approve') && /SOQ to decide/.test(title),
  );
  const card = random.pick(closed);
  if (card === undefined) return false;
  staff.click(card, approvers[1], 'approve');
  return true;
};

const acts = {
  pay,
  'pay-again': payAgain,
  redeliver,
  'deliver-twice': deliverTwice,
  soq: soq(true),
  'soq-broken': soq(false),
  'soq-before-fee': soqBeforeFee,
  'copy-to-junk': sort('copy'),
  'move-to-junk': sort('move'),
  approve: onOpenCard(({ staff }, card) => staff.click(card, approvers[0], 'approve')),
  'approve-twice': onOpenCard(({ staff }, card) => {
    staff.click(card, approvers[0], 'approve');
    staff.click(card, approvers[0], 'approve');
  }),
  'two-minds': onOpenCard(({ staff }, card) => {
    staff.fillIn(card, approvers[1], 'decline', 'The second page is missing.');
    staff.click(card, approvers[0], 'approve');
  }),
  decline: onOpenCard(({ staff }, card) =>
    staff.fillIn(card, approvers[1], 'decline', 'The field experience is not described.'),
  ),
  resubmittal: onOpenCard(({ staff }, card) =>
    staff.fillIn(card, approvers[0], 'resubmittal', '- name two references\n- sign page 3'),
  ),
  bystander: onOpenCard(({ staff }, card) => staff.click(card, bystander, 'approve')),
  'click-stale': clickStale,
  tick: async ({ world }) => {
    void world.service.tick();
    return true;
  },
} satisfies Record<string, Act>;

export type ActName = keyof typeof acts;

/** How often each is chosen. */
export const mailActs = {
  pay: 4,
  'pay-again': 2,
  redeliver: 2,
  'deliver-twice': 2,
  soq: 10,
  'soq-broken': 2,
  'soq-before-fee': 1,
  'copy-to-junk': 2,
  'move-to-junk': 1,
} satisfies Partial<Record<ActName, number>>;

/** Those that need a service to hear them. */
export const liveActs = {
  approve: 4,
  'approve-twice': 2,
  'two-minds': 2,
  decline: 2,
  resubmittal: 2,
  bystander: 1,
  'click-stale': 1,
  tick: 3,
} satisfies Partial<Record<ActName, number>>;

/** Does it, or where it has nobody to happen to, lets somebody pay. @returns what was done, or null */
export async function perform(stage: Stage, name: ActName): Promise<ActName | null> {
  if (await acts[name](stage)) return name;
  return name !== 'pay' && (await pay(stage)) ? 'pay' : null;
}

/** Mostly one of the last few: there the service is still at work. */
function recent<T extends Applicant | WrittenMail>(entries: readonly T[], random: Random): T | undefined {
  return random.pick(random.chance(0.8) ? entries.slice(-4) : entries);
}
