// Trainers with confirmed terms, as rows: what the public list and certificates are made from.
import type { Database } from '../../src/store/database.ts';

export type TrainerRow = {
  id: string;
  name: string;
  email?: string;
  organisation?: string | null;
  certificateName?: string | null;
  listing?: object | null;
  unlistedAt?: Date | null;
  startsOn?: string;
  endsOn?: string;
  confirmedBy?: string;
  confirmedAt?: Date | null;
};

/** Adds people with a credential and one term each; ids are `<id>`, `credential-<id>`, `term-<id>`. */
export async function addTrainers(database: Database, rows: readonly TrainerRow[]): Promise<void> {
  const at = new Date('2027-06-01T12:00:00Z');
  await database.write(async (tx) => {
    for (const { id, name, email = `${id}@example.org`, ...row } of rows) {
      await tx.person.create({
        data: {
          ...{ id, name, organisation: row.organisation ?? null, createdAt: at },
          certificateName: row.certificateName ?? null,
          ...(row.listing === undefined || row.listing === null ? {} : { listing: row.listing }),
          unlistedAt: row.unlistedAt ?? null,
          addresses: { create: { address: email, learnedFrom: 'test', createdAt: at } },
        },
      });
      const credential = {
        id: `credential-${id}`,
        personId: id,
        programme: 'igp-tor',
        grantedOn: '2027-07-01',
      };
      await tx.credential.create({ data: credential });
      await tx.term.create({
        data: {
          ...{ id: `term-${id}`, credentialId: credential.id, openedAt: at },
          startsOn: row.startsOn ?? '2027-07-01',
          endsOn: row.endsOn ?? '2028-06-30',
          confirmedAt: row.confirmedAt === undefined ? at : row.confirmedAt,
          confirmedBy: row.confirmedBy ?? 'U01APPROVER',
        },
      });
    }
  });
}
