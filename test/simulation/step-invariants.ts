// What must be true of the mails that ask for a next step, after any year.
import type { Reads } from '../../src/store/database.ts';

const ofCandidates = [
  'orientation-invitation',
  'orientation-missed',
  'agreement-to-sign',
  'onboarding-reminder',
];

/** What is wrong, a sentence each. */
export async function wrongSteps(read: Reads): Promise<string[]> {
  return [...(await ofApplications(read)), ...(await ofTerms(read)), ...(await ofAgreements(read))];
}

/** Only to who is selected, after they were told so, and never about what is done. */
async function ofApplications(read: Reads): Promise<string[]> {
  const found: string[] = [];
  for (const application of await read.application.findMany()) {
    const { id: caseId, decision, qualifiedAt, orientationAt } = application;
    const mails = await read.outboxItem.findMany({ where: { caseId, channel: 'mail', status: 'sent' } });
    const told = mails.find(({ message }) => message === 'selected')?.sentAt ?? null;
    for (const { message, sentAt } of mails) {
      if (message === null || sentAt === null || !ofCandidates.includes(message)) continue;
      if (decision !== 'candidate') found.push(`${message} went to who is not selected`);
      if (told === null || sentAt < told) found.push(`${message} went out before the result`);
      if (qualifiedAt !== null && sentAt > qualifiedAt) found.push(`${message} went to a Trainer of Record`);
      if (message.startsWith('orientation') && orientationAt !== null && sentAt > orientationAt)
        found.push(`${message} went to who had done it`);
    }
  }
  return found;
}

async function ofTerms(read: Reads): Promise<string[]> {
  const found: string[] = [];
  for (const { id: caseId, meetingAt, confirmedAt, lapsedAt } of await read.term.findMany()) {
    const mails = await read.outboxItem.findMany({
      where: { caseId, status: 'sent', message: { in: ['meeting-invitation', 'meeting-recording'] } },
    });
    for (const { message, sentAt } of mails)
      for (const end of [meetingAt, confirmedAt, lapsedAt])
        if (sentAt !== null && end !== null && sentAt > end)
          found.push(`${message} went out when it was over`);
  }
  return found;
}

/** Mailed to each candidate once; in force only once somebody clicked. */
async function ofAgreements(read: Reads): Promise<string[]> {
  const found: string[] = [];
  for (const { personId, countersignedAt, countersignedBy } of await read.agreement.findMany()) {
    const where = { personId, message: 'agreement-to-sign', status: 'sent' };
    if ((await read.outboxItem.count({ where })) > 1) found.push('an agreement was mailed twice');
    if (countersignedAt !== null && !/^U/.test(countersignedBy ?? ''))
      found.push('an agreement is in force that nobody signed');
  }
  return found;
}
