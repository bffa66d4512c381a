// Everything that hangs on one row of a person, for a merge.
import type { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { MergeSide, SideApplication, SideCredential, SidePayment } from '../core/merge.ts';
import { personParts } from './case-rows.ts';
import type { Reads } from './database.ts';

const byId = { orderBy: { id: 'asc' } } as const;

const parts = {
  addresses: personParts.addresses,
  applications: {
    orderBy: { openedAt: 'asc' },
    include: { cycle: true, payments: byId, _count: { select: { submissions: true } } },
  },
  credentials: {
    ...byId,
    include: {
      terms: {
        orderBy: { startsOn: 'asc' },
        include: {
          payments: byId,
          certificates: { where: { supersededAt: null, revokedAt: null }, orderBy: { number: 'asc' } },
        },
      },
    },
  },
  agreements: byId,
  payments: byId,
} satisfies Prisma.PersonInclude;

type Row = Prisma.PersonGetPayload<{ include: typeof parts }>;
/** By the id of a case: what waits or came about it. */
type About = { openPrompts: Map<string, string[]>; inboundMails: Map<string, string[]> };

/** One person as a merge sees them, or null. */
export async function mergeSideOf(read: Reads, id: string): Promise<MergeSide | null> {
  const row = await read.person.findUnique({ where: { id }, include: parts });
  if (row === null) return null;
  const about = await whatIsAbout(read, row);
  return {
    ...row,
    listing: row.listing as object | null,
    addresses: row.addresses.map(({ address, primaryAt }) => ({ address, primaryAt })),
    applications: row.applications.map((entry) => applicationOf(entry, about)),
    credentials: row.credentials.map((entry) => credentialOf(entry, about)),
    payments: row.payments.map(paymentOf),
    certificates: await idsOf(read.certificate.findMany({ where: { personId: id }, ...onlyId })),
    mails: await idsOf(read.outboxItem.findMany({ where: { personId: id }, ...onlyId })),
  };
}

const onlyId = { select: { id: true }, orderBy: { id: 'asc' } } as const;

async function idsOf(rows: Promise<{ id: string }[]>): Promise<string[]> {
  return (await rows).map(({ id }) => id);
}

async function whatIsAbout(read: Reads, { applications, credentials }: Row): Promise<About> {
  const ids = [
    ...applications.map(({ id }) => id),
    ...credentials.flatMap(({ terms }) => terms.map(({ id }) => id)),
  ];
  const prompts = await read.prompt.findMany({
    where: { applicationId: { in: ids }, answeredAt: null },
    select: { id: true, applicationId: true },
    orderBy: { id: 'asc' },
  });
  const mails = await read.inboundMail.findMany({
    where: { caseId: { in: ids } },
    select: { id: true, caseId: true },
    orderBy: { id: 'asc' },
  });
  return {
    openPrompts: idsBy(prompts, ({ applicationId }) => applicationId ?? ''),
    inboundMails: idsBy(mails, ({ caseId }) => caseId ?? ''),
  };
}

function idsBy<T extends { id: string }>(rows: readonly T[], keyOf: (row: T) => string) {
  return new Map([...Map.groupBy(rows, keyOf)].map(([key, group]) => [key, group.map(({ id }) => id)]));
}

function applicationOf(row: Row['applications'][number], about: About): SideApplication {
  return {
    id: row.id,
    programme: row.cycle.programme,
    cycle: row.cycle.name,
    withdrawnAt: row.withdrawnAt,
    decision: row.decision,
    qualifiedAt: row.qualifiedAt,
    submissions: row._count.submissions,
    payments: row.payments.map(paymentOf),
    openPrompts: about.openPrompts.get(row.id) ?? [],
    inboundMails: about.inboundMails.get(row.id) ?? [],
  };
}

function credentialOf(row: Row['credentials'][number], about: About): SideCredential {
  const { terms, ...credential } = row;
  return {
    ...credential,
    terms: terms.map(({ payments, certificates, ...term }) => ({
      ...term,
      payments: payments.map(paymentOf),
      certificates: certificates.map(({ number }) => number),
      inboundMails: about.inboundMails.get(term.id) ?? [],
    })),
  };
}

function paymentOf(row: SidePayment): SidePayment {
  const { id, programme, orderNumber, amountCents, purpose, state } = row;
  return { id, programme, orderNumber, amountCents, purpose, state };
}

/** How many mails were written to a person, by what became of them. */
export async function mailCounts(read: Reads, personId: string) {
  const groups = await read.outboxItem.groupBy({
    by: ['status'],
    where: { personId, channel: 'mail' },
    _count: true,
    orderBy: { status: 'asc' },
  });
  return groups.map(({ status, _count: count }) => ({ status, count }));
}

/** What somebody is called, or null. */
export async function personName(read: Reads, id: string): Promise<string | null> {
  return (await read.person.findUnique({ where: { id }, select: { name: true } }))?.name ?? null;
}
