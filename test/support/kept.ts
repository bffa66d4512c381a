// What the database holds after a story, in a few words that can be compared as a whole.
import type { Database } from '../../src/store/database.ts';

export async function kept({ read }: Database) {
  const payments = await read.payment.findMany({
    orderBy: { orderNumber: 'asc' },
    include: { person: true, evidence: true },
  });
  const submissions = await read.submission.findMany({
    orderBy: [{ applicationId: 'asc' }, { number: 'asc' }],
    include: { application: { include: { person: true } } },
  });
  const mails = await read.inboundMail.findMany({
    orderBy: [{ internalDate: 'asc' }, { recordedAt: 'asc' }],
  });
  return {
    people: (await read.person.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name),
    payments: payments.map(
      ({ orderNumber, state, person, evidence }) =>
        `${orderNumber} ${state}, ${person?.name ?? 'nobody'}, ${evidence.length} mails`,
    ),
    submissions: submissions.map(
      ({ number, complete, timeliness, application }) =>
        `${application.person.name} ${number}: ${complete ? 'complete' : 'incomplete'}, ${timeliness}`,
    ),
    mails: mails.map(({ kind, status }) => `${kind ?? 'not classified'}: ${status}`).sort(),
  };
}
