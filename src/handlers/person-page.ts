// What is known of one person, in portions that fit on a phone: facts, mails, history.
import { wordsForInstant } from '../core/calendar.ts';
import { wordsForCents } from '../core/money.ts';
import { type PersonLine, type PersonPage, type PersonWanted, pageOf } from '../core/staff-view.ts';
import { stageWords } from '../core/stage-words.ts';
import { addressOfPerson } from '../store/find-people.ts';
import { presentIdOf } from '../store/merged-people.ts';
import { saidOfAddresses } from '../store/strangers.ts';
import type { Shell } from './shell.ts';
import { type CaseStatus, type PersonStatus, statusOf } from './status.ts';

type Reading = Pick<Shell, 'database' | 'desks' | 'now'>;

/** The wanted portion, or null when nobody has this id. Times are in the zone of the first programme. */
export async function personPage(shell: Reading, wanted: PersonWanted): Promise<PersonPage | null> {
  const personId = await presentIdOf(shell.database.read, wanted.personId);
  const address = await addressOfPerson(shell.database.read, personId);
  const status = address === null ? null : await statusOf(shell, address);
  if (status === null) return null;
  const zone = shell.desks[0]?.programme.timeZone ?? 'UTC';
  const { name, addresses } = status;
  const said = wanted.part === 'facts' ? await addressLines(shell, personId, zone) : [];
  const lines = [...linesOf[wanted.part](status, zone), ...said];
  return { ...wanted, personId, name, addresses, ...pageOf(lines, wanted.from) };
}

const linesOf = { facts: factLines, mails: mailLines, history: historyLines };

async function addressLines({ database }: Reading, personId: string, zone: string): Promise<PersonLine[]> {
  const said = await saidOfAddresses(database.read, personId);
  return said.map(({ address, isTheirs, by, at }) => ({
    under: 'What staff said of addresses',
    text: `${address}: ${isTheirs ? 'always theirs' : 'not theirs'}, by ${by} on ${wordsForInstant(at, zone)}`,
  }));
}

function factLines(status: PersonStatus, zone: string): PersonLine[] {
  const { held, personHeld } = status;
  const since = held === null ? [] : [`All mail is held since ${when(held.since, zone)}: ${held.reason}`];
  return [
    ...since.map((text) => ({ under: 'Held', text })),
    ...(personHeld === null
      ? []
      : [
          {
            under: 'Held',
            text: `All mail to them is held since ${when(personHeld.since, zone)} by ${personHeld.by}: ${personHeld.reason}`,
          },
        ]),
    ...status.waiting.map(({ payment, why }) => ({ under: 'Waits for staff', text: `${payment}: ${why}` })),
    ...status.cases.toReversed().flatMap((entry) => caseLines(entry, zone)),
  ];
}

function caseLines(
  { programme, about, stage, payments, submissions, rules }: CaseStatus,
  zone: string,
): PersonLine[] {
  const under = `${programme}, ${about}`;
  const lines = [
    `Stage: ${stageWords[stage]}`,
    ...payments.map(
      ({ amountCents, paidOn, order, purpose, state }) =>
        `${wordsForCents(amountCents)} on ${paidOn}, order ${order} (${purpose}, ${state})`,
    ),
    ...submissions.map(
      ({ version, receivedAt, complete, timeliness }) =>
        `SOQ version ${version}, ${when(receivedAt, zone)}: ${complete ? 'complete' : 'incomplete'}, ${timeliness}`,
    ),
    ...rules.map((rule) => ruleWords(rule, zone)),
  ];
  return lines.map((text) => ({ under, text }));
}

/** Why its mail went out or did not, and when the next one comes: as the command line says it. */
function ruleWords({ rule, state, sent, why, next }: CaseStatus['rules'][number], zone: string): string {
  return [
    `Mail ${rule}: ${why}`,
    ...(sent !== null && state !== 'kept' ? [`sent on ${when(sent, zone)}`] : []),
    ...(next !== null && state !== 'later' ? [`next on ${when(next, zone)}`] : []),
  ].join('; ');
}

/** The newest first: what is asked about is what happened last. */
function mailLines({ mails }: PersonStatus, zone: string): PersonLine[] {
  return mails.toReversed().map(({ subject, status, at, reason }) => ({
    under: 'Mails, newest first',
    text: `${when(at, zone)}: ${status}, "${subject}"${reason === null ? '' : ` (${reason})`}`,
  }));
}

function historyLines({ history }: PersonStatus, zone: string): PersonLine[] {
  return history.toReversed().map(({ at, by, event, reason }) => ({
    under: 'History, newest first',
    text: `${when(at, zone)}: ${event} by ${by}: ${reason}`,
  }));
}

function when(iso: string, zone: string): string {
  return wordsForInstant(new Date(iso), zone);
}
