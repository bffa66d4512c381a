// What is kept of one person, over all tables: the person with those who were merged into it, and what is about them.
import type { Reads } from './database.ts';
import { keptContents } from './kept-contents.ts';

export type ErasureScope = {
  personIds: readonly string[];
  addresses: readonly string[];
  names: readonly string[];
  applicationIds: readonly string[];
  credentialIds: readonly string[];
  termIds: readonly string[];
  submissionIds: readonly string[];
  paymentIds: readonly string[];
  inboundMailIds: readonly string[];
  outboxItemIds: readonly string[];
  promptIds: readonly string[];
  /** Hashes of mails, documents and other files. */
  contents: readonly string[];
};

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** Everything of the person with this address, or null when nobody has it. */
export async function erasureScope(read: Reads, address: string): Promise<ErasureScope | null> {
  const found = await read.address.findUnique({ where: { address }, select: { personId: true } });
  if (found === null) return null;
  const people = await withMerged(read, found.personId);
  const personIds = ids(people);
  const ofThem = { personId: { in: personIds } };
  const addresses = (await read.address.findMany({ where: ofThem })).map((row) => row.address);
  const applicationIds = ids(await read.application.findMany({ where: ofThem, select: { id: true } }));
  const credentialIds = ids(await read.credential.findMany({ where: ofThem, select: { id: true } }));
  const terms = { credentialId: { in: credentialIds } };
  const termIds = ids(await read.term.findMany({ where: terms, select: { id: true } }));
  const owned = { personIds, addresses, applicationIds, termIds };
  const { payments, submissions, mails, items, prompts } = await whatIsAbout(read, owned);
  const files = await rowsWithFiles(read, { ofThem, promptIds: ids(prompts) });
  const documents = submissions.flatMap((submission) => submission.documents);
  const rows = [mails, items, prompts, documents, files.replies, files.agreements, files.certificates].flat();
  return {
    ...owned,
    credentialIds,
    names: [...new Set([...people.flatMap(namesOf), ...files.certificates.map(({ name }) => name)])],
    submissionIds: ids(submissions),
    paymentIds: ids(payments),
    inboundMailIds: ids(mails),
    outboxItemIds: ids(items),
    promptIds: ids(prompts),
    contents: [...new Set(rows.flatMap((row) => keptContents(row)))],
  };
}

type Owned = Record<'personIds' | 'addresses' | 'applicationIds' | 'termIds', string[]>;

/** Payments, SOQs, mails and cards of these people. */
async function whatIsAbout(read: Reads, { personIds, addresses, applicationIds, termIds }: Owned) {
  const ofThem = { personId: { in: personIds } };
  const cases = [...applicationIds, ...termIds];
  const payments = await read.payment.findMany({
    where: { OR: [ofThem, { applicationId: { in: applicationIds } }, { termId: { in: termIds } }] },
    include: { evidence: true },
  });
  const submissions = await read.submission.findMany({
    where: { applicationId: { in: applicationIds } },
    include: { documents: true },
  });
  const evidence = payments.flatMap((payment) => payment.evidence.map(({ inboundMailId }) => inboundMailId));
  const attached = submissions.flatMap(({ inboundMailId }) => inboundMailId ?? []);
  const mails = await read.inboundMail.findMany({
    where: {
      OR: [
        { caseId: { in: cases } },
        { fromAddress: { in: addresses } },
        { id: { in: [...evidence, ...attached] } },
      ],
    },
  });
  const items = await read.outboxItem.findMany({
    where: { OR: [ofThem, { caseId: { in: cases } }, { toAddress: { in: addresses } }] },
  });
  const about = { applicationIds, paymentIds: ids(payments), mails: ids(mails), items: ids(items) };
  return { payments, submissions, mails, items, prompts: await promptsAbout(read, about) };
}

async function rowsWithFiles(
  read: Reads,
  { ofThem, promptIds }: { ofThem: { personId: { in: string[] } }; promptIds: string[] },
) {
  return {
    replies: await read.staffReply.findMany({ where: { questionId: { in: promptIds } } }),
    agreements: await read.agreement.findMany({ where: ofThem }),
    certificates: await read.certificate.findMany({ where: ofThem }),
  };
}

type Named = { name: string; certificateName: string | null };

function namesOf({ name, certificateName }: Named): string[] {
  return certificateName === null ? [name] : [name, certificateName];
}

/** Whom a person was merged into, and whoever was merged into that one: they are one human. */
async function withMerged(read: Reads, personId: string) {
  const byId = new Map<string, Named & { id: string; mergedIntoId: string | null }>();
  for (let next = [personId]; next.length > 0; ) {
    const rows = await read.person.findMany({
      where: { OR: [{ id: { in: next } }, { mergedIntoId: { in: next } }] },
      select: { id: true, name: true, certificateName: true, mergedIntoId: true },
    });
    const found = rows.filter(({ id }) => !byId.has(id));
    for (const row of found) byId.set(row.id, row);
    next = found.flatMap(({ id, mergedIntoId }) => (mergedIntoId === null ? [id] : [id, mergedIntoId]));
  }
  return [...byId.values()];
}

async function promptsAbout(
  read: Reads,
  about: { applicationIds: string[]; paymentIds: string[]; mails: string[]; items: string[] },
) {
  const own = await read.prompt.findMany({
    where: {
      OR: [
        { applicationId: { in: about.applicationIds } },
        { paymentId: { in: about.paymentIds } },
        { inboundMailId: { in: about.mails } },
        { outboxItemId: { in: about.items } },
      ],
    },
  });
  const inThreads = await read.prompt.findMany({ where: { threadOf: { in: ids(own) } } });
  return [...new Map([...own, ...inThreads].map((row) => [row.id, row])).values()];
}
