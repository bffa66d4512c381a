// What the schema cannot say: how the values of a programme have to fit together.
import { checkAnnouncements } from './check-announcements.ts';
import { checkCycles } from './check-cycles.ts';
import { checkLocalTimes } from './check-local-times.ts';
import { checkPayments } from './check-payments.ts';
import { checkReminders, type ReminderMessages } from './check-reminders.ts';
import { isQuiet } from './quiet-hours.ts';
import { repeated } from './repeated.ts';
import { readSections, type Sections } from './sections.ts';
import type { Finding } from './source.ts';

export type CheckContext = { folderName: string; messages: ReminderMessages };

/** All that does not fit together in what a programme file says. */
export function checkProgramme(values: unknown, { folderName, messages }: CheckContext): readonly Finding[] {
  const sections = readSections(values);
  return [
    ...checkIdentity(sections, folderName),
    ...checkSlack(sections),
    ...checkPayments(sections),
    ...checkCycles(sections),
    ...checkLocalTimes(sections),
    ...checkAnnouncements(sections),
    ...checkRenewal(sections),
    ...checkSoq(sections),
    ...checkAgreement(sections),
    ...checkTimes(sections),
    ...checkReminders(sections, messages),
    ...repeated(sections.onboarding ?? [], ['onboarding']),
  ];
}

function checkIdentity(
  { name, organisation, addresses, links }: Sections,
  folderName: string,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (name !== undefined && name !== folderName) {
    findings.push({ at: ['name'], problem: `the name of the folder, ${folderName} (found "${name}")` });
  }
  if (addresses?.programme.includes('+')) {
    findings.push({
      at: ['addresses', 'programme'],
      problem: 'an address without "+", which torq adds itself',
    });
  }
  const webAddresses = [
    { at: ['organisation', 'website'], url: organisation?.website },
    { at: ['links', 'announcement'], url: links?.announcement },
    { at: ['links', 'account'], url: links?.account },
  ];
  for (const { at, url } of webAddresses) {
    if (url !== undefined && !/^https?:/i.test(url)) {
      findings.push({ at, problem: `a web address that begins with https:// (found "${url}")` });
    }
  }
  return findings;
}

function checkSlack({ slack }: Sections): readonly Finding[] {
  if (slack === undefined) return [];
  const { approvers, quorum, finalApprover } = slack;
  const enough = `no more than there are approvers (found ${quorum}, and ${approvers.length} listed)`;
  return [
    ...repeated(approvers, ['slack', 'approvers']),
    // Nobody is listed yet in a new folder; then nobody can decide, and the doctor says so.
    ...(approvers.length > 0 && quorum > approvers.length
      ? [{ at: ['slack', 'quorum'], problem: enough }]
      : []),
    ...(finalApprover !== null && approvers.length === 0
      ? [{ at: ['slack', 'finalApprover'], problem: 'null while no approvers are listed who recommend' }]
      : []),
  ];
}

/** Reads the days as they follow each other from `opens` on, over the end of the year if need be. */
function checkRenewal({ renewal }: Sections): readonly Finding[] {
  if (renewal === undefined) return [];
  const afterOpening = (day: string): string => (day > renewal.opens ? day : `next year ${day}`);
  const due = afterOpening(renewal.due);
  const lateUntil = afterOpening(renewal.lateUntil);
  const findings: Finding[] = [...repeated(renewal.checklist, ['renewal', 'checklist'])];
  if (renewal.due === renewal.opens) {
    findings.push({ at: ['renewal', 'due'], problem: `a day after renewal.opens, ${renewal.opens}` });
  } else if (lateUntil <= due) {
    const expected = `a day between renewal.due, ${renewal.due}, and the next renewal.opens, ${renewal.opens}`;
    findings.push({ at: ['renewal', 'lateUntil'], problem: `${expected} (found ${renewal.lateUntil})` });
  }
  return findings;
}

function checkSoq({ soq }: Sections): readonly Finding[] {
  if (soq === undefined) return [];
  const problem = `at most soq.maxBytesTotal, ${soq.maxBytesTotal} (found ${soq.maxBytesEach})`;
  return [
    ...repeated(soq.types, ['soq', 'types']),
    ...repeated(
      soq.parts.map(({ name }) => name),
      ['soq', 'parts'],
      'name',
    ),
    ...(soq.maxBytesEach > soq.maxBytesTotal ? [{ at: ['soq', 'maxBytesEach'], problem }] : []),
  ];
}

/** What was signed is told apart by its version. */
function checkAgreement({ agreement }: Sections): readonly Finding[] {
  if (agreement === undefined || agreement.file === null || agreement.version !== null) return [];
  return [
    { at: ['agreement', 'version'], problem: 'a name for the version of agreement.file, such as 2027-1' },
  ];
}

function checkTimes({ quietHours, decisions }: Sections): readonly Finding[] {
  if (quietHours === undefined) return [];
  if (quietHours.from === quietHours.to) {
    return [{ at: ['quietHours', 'to'], problem: 'another time than quietHours.from' }];
  }
  const quiet = decisions !== undefined && isQuiet(decisions.at, quietHours);
  return quiet
    ? [{ at: ['decisions', 'at'], problem: `a time outside the quiet hours (found ${decisions.at})` }]
    : [];
}
