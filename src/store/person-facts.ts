// Facts that staff state about one person, as rows. All of it runs inside the transaction of a commit.
import type { ChecklistItem } from '../core/case.ts';
import type { Fact } from '../core/facts.ts';
import { heldPersonWords } from '../core/still-wanted.ts';
import type { Transaction } from './database.ts';
import { waiversIn } from './waivers.ts';

const kinds = [
  'item-ticked',
  'item-unticked',
  'item-waived',
  'qisp-found',
  'soq-fee-waived',
  'person-held',
  'person-released',
  'listing-set',
  'listed',
  'certificate-named',
  'address-added',
  'address-removed',
] as const;

export type PersonFact = Extract<Fact, { fact: (typeof kinds)[number] }>;

export function isPersonFact(fact: Fact): fact is PersonFact {
  return kinds.some((kind) => kind === fact.fact);
}

export async function applyPersonFact(tx: Transaction, fact: PersonFact): Promise<void> {
  switch (fact.fact) {
    case 'item-ticked':
      return tick(tx, fact);
    case 'item-unticked':
      return untick(tx, fact);
    case 'item-waived':
      return waive(tx, fact);
    case 'qisp-found': {
      await tx.term.update({ where: { id: fact.termId }, data: { qispLostAt: fact.at } });
      return;
    }
    case 'soq-fee-waived':
      return waiveSoqFee(tx, fact);
    case 'person-held': {
      const { personId: id, at: mailHeldAt, by: mailHeldBy, reason: mailHeldReason } = fact;
      await tx.person.update({ where: { id }, data: { mailHeldAt, mailHeldBy, mailHeldReason } });
      return;
    }
    case 'person-released':
      return release(tx, fact);
    case 'listing-set': {
      await tx.person.update({ where: { id: fact.personId }, data: { listing: { ...fact.listing } } });
      return;
    }
    case 'listed': {
      await tx.person.update({ where: { id: fact.personId }, data: { unlistedAt: fact.unlistedAt } });
      return;
    }
    case 'certificate-named': {
      await tx.person.update({ where: { id: fact.personId }, data: { certificateName: fact.name } });
      return;
    }
    case 'address-added':
      return addAddress(tx, fact);
    case 'address-removed': {
      const { personId, address } = fact;
      await tx.address.deleteMany({ where: { personId, address, aliasAt: { not: null } } });
      return;
    }
  }
}

type FactOf<Name extends PersonFact['fact']> = Extract<PersonFact, { fact: Name }>;

async function tick(
  tx: Transaction,
  { termId: id, item, how, by, at }: FactOf<'item-ticked'>,
): Promise<void> {
  const data = {
    qisp: { qispAt: at, qispBy: by },
    meeting: { meetingAt: at, meetingBy: by, meetingHow: how },
    agreement: { agreementAt: at, agreementBy: by },
    fee: { feeAt: at, feeBy: by },
  } as const satisfies Record<ChecklistItem, object>;
  await tx.term.update({ where: { id }, data: data[item] });
}

async function untick(tx: Transaction, { termId: id, item }: FactOf<'item-unticked'>): Promise<void> {
  const data = {
    qisp: { qispAt: null, qispBy: null },
    meeting: { meetingAt: null, meetingBy: null, meetingHow: null },
    agreement: { agreementAt: null, agreementBy: null },
    fee: { feeAt: null, feeBy: null },
  } as const satisfies Record<ChecklistItem, object>;
  const { waivers } = await tx.term.findUniqueOrThrow({ where: { id }, select: { waivers: true } });
  const { [item]: _, ...others } = waiversIn(waivers);
  await tx.term.update({ where: { id }, data: { ...data[item], waivers: others } });
}

async function waive(
  tx: Transaction,
  { termId: id, item, by, at, reason }: FactOf<'item-waived'>,
): Promise<void> {
  const { waivers } = await tx.term.findUniqueOrThrow({ where: { id }, select: { waivers: true } });
  const waiver = { by, at: at.toISOString(), reason };
  await tx.term.update({ where: { id }, data: { waivers: { ...waiversIn(waivers), [item]: waiver } } });
}

async function waiveSoqFee(
  tx: Transaction,
  { applicationId: id, at, by, reason }: FactOf<'soq-fee-waived'>,
): Promise<void> {
  const waived = { feeWaivedAt: at, feeWaivedBy: by, feeWaivedReason: reason };
  const due = { feeWaivedAt: null, feeWaivedBy: null, feeWaivedReason: null };
  await tx.application.update({ where: { id }, data: at === null ? due : waived });
}

/** What was put off because of the hold is looked at again at once. */
async function release(tx: Transaction, { personId: id, at }: FactOf<'person-released'>): Promise<void> {
  await tx.person.update({
    where: { id },
    data: { mailHeldAt: null, mailHeldBy: null, mailHeldReason: null },
  });
  await tx.outboxItem.updateMany({
    where: { personId: id, status: 'pending', statusReason: { startsWith: heldPersonWords } },
    data: { notBefore: at, statusReason: null },
  });
}

/** Behind the others: mail to the person goes where it went before. */
async function addAddress(
  tx: Transaction,
  { personId, address, by, at }: FactOf<'address-added'>,
): Promise<void> {
  await tx.address.create({
    data: { address, personId, learnedFrom: 'staff', createdAt: at, aliasBy: by, aliasAt: at },
  });
  await tx.notSame.deleteMany({ where: { kind: 'address', one: address, other: personId } });
}
