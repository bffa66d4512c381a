// What has been kept about people, for status and list: reads only.
import type { Case } from '../core/case.ts';
import type { KeptFile } from '../core/kept-file.ts';
import { applicationParts, termParts, toApplicationCase, toTermCase } from './case-rows.ts';
import type { Reads } from './database.ts';
import { everyIdOf } from './merged-people.ts';
import { inPages, page } from './pages.ts';

/** Every case of a person in any programme, oldest first. */
export async function casesOfPerson(read: Reads, personId: string): Promise<Case[]> {
  const applications = await read.application.findMany({
    where: { personId },
    orderBy: { openedAt: 'asc' },
    include: applicationParts,
  });
  const terms = await read.term.findMany({
    where: { credential: { personId } },
    orderBy: { startsOn: 'asc' },
    include: termParts,
  });
  return [...applications.map(toApplicationCase), ...terms.map(toTermCase)];
}

/** Every case of a programme, by the person's name: applications of a cycle and terms that are not over. */
export async function casesIn(read: Reads, query: { programme: string; today: string }): Promise<Case[]> {
  const { programme, today } = query;
  const applications = await inPages((after) =>
    read.application.findMany({
      where: { id: { gt: after }, cycle: { programme } },
      orderBy: { id: 'asc' },
      take: page,
      include: applicationParts,
    }),
  );
  const terms = await inPages((after) =>
    read.term.findMany({
      where: { id: { gt: after }, credential: { programme }, endsOn: { gte: today } },
      orderBy: { id: 'asc' },
      take: page,
      include: termParts,
    }),
  );
  return [
    ...applications.map(toApplicationCase).toSorted(byName),
    ...terms.map(toTermCase).toSorted((a, b) => byName(a, b) || compared(a.term.startsOn, b.term.startsOn)),
  ];
}

const byName = (a: Case, b: Case) => compared(a.person.name, b.person.name);
const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export type KeptMail = {
  key: string;
  message: string;
  subject: string;
  to: string;
  text: string;
  status: string;
  statusReason: string | null;
  notBefore: Date;
  sentAt: Date | null;
  returnedAt: Date | null;
  returnedWhy: string | null;
  files: readonly KeptFile[];
};

/** The mails to a person, oldest first. */
export async function mailsTo(read: Reads, personId: string): Promise<KeptMail[]> {
  const rows = await read.outboxItem.findMany({
    where: { personId: { in: [...(await everyIdOf(read, personId))] }, channel: 'mail' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    key: row.key,
    message: row.message ?? '',
    subject: row.subject ?? '',
    to: row.toAddress ?? '',
    text: row.text ?? '',
    status: row.status,
    statusReason: row.statusReason,
    notBefore: row.notBefore,
    sentAt: row.sentAt,
    returnedAt: row.returnedAt,
    returnedWhy: row.returnedWhy,
    files: (row.attachments as KeptFile[] | null) ?? [],
  }));
}

/** What happened to a person, and to the rows that were merged into theirs, oldest first. */
export async function historyOf(read: Reads, personId: string) {
  return read.history.findMany({
    where: { personId: { in: [...(await everyIdOf(read, personId))] } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { at: true, by: true, event: true, reason: true },
  });
}
