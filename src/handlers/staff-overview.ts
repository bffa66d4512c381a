// Everything at a glance, for App Home and the slash command: counted by the database, staged by core.
import { addDays, dateOf, instantAt, plusMinutes, wordsForInstant } from '../core/calendar.ts';
import { holdLine } from '../core/decide/hold.ts';
import { whoDecides } from '../core/decide/nudge.ts';
import { remindersToday } from '../core/reminders-today.ts';
import type { OpenQuestion, ProgrammeOverview, StaffOverview, StageCounts } from '../core/staff-view.ts';
import { stageOf, stages } from '../core/stage.ts';
import { tallyOf } from '../core/votes.ts';
import type { Programme } from '../programme/schema.ts';
import { overviewOf } from '../store/daily.ts';
import type { Reads } from '../store/database.ts';
import { standingHold } from '../store/holds.ts';
import { applicationGroups, type CaseGroup, termGroups } from '../store/pipeline.ts';
import { openQuestions, outgoingMails } from '../store/staff-overview.ts';
import { castAnswers } from '../store/votes.ts';
import type { Shell } from './shell.ts';

type Reading = Pick<Shell, 'database' | 'desks' | 'now'>;

const questionsShown = 10;
const cyclesShown = 3;
const timesShown = 3;

/** How everything stands now; times about all programmes are in the zone of the first. */
export async function staffOverview({
  database: { read },
  desks,
  now: clock,
}: Reading): Promise<StaffOverview> {
  const now = clock();
  const zone = desks[0]?.programme.timeZone ?? 'UTC';
  const looks = await Promise.all(desks.map(({ programme }) => programmeOverview(read, programme, now)));
  return {
    asOf: wordsForInstant(now, zone),
    hold: holdLine(await standingHold(read), zone),
    mailbox: mailboxLines(looks[0]?.counted, zone),
    programmes: looks.map(({ overview }) => overview),
  };
}

type Counted = Awaited<ReturnType<typeof overviewOf>>;

/** The mailbox is one for all programmes. */
function mailboxLines(counted: Counted | undefined, zone: string): string[] {
  const { folders = [], queue = 0, parked = 0 } = counted ?? {};
  const read =
    folders.length === 0
      ? ['The mailbox has never been read.']
      : folders.map(({ name, readAt }) => `${name}: read ${wordsForInstant(readAt, zone)}`);
  const waiting = [...numbered(queue, 'to be decided'), ...numbered(parked, 'parked')];
  return waiting.length === 0 ? read : [...read, `Mails: ${waiting.join(', ')}`];
}

async function programmeOverview(read: Reads, programme: Programme, now: Date) {
  const { name, timeZone } = programme;
  const until = instantAt(addDays(dateOf(now, timeZone), 1), '00:00', timeZone);
  const [pipeline, questions, outgoing, counted] = await Promise.all([
    pipelineOf(read, programme, now),
    openQuestions(read, name, questionsShown),
    outgoingMails(read, name, { until, times: timesShown }),
    overviewOf(read, name, { since: plusMinutes(now, -24 * 60), until }),
  ]);
  const overview: ProgrammeOverview = {
    title: programme.title,
    pipeline,
    waiting: questions.count,
    oldest: await Promise.all(questions.oldest.map((prompt) => questionOf(read, prompt, programme))),
    outgoing: {
      today: outgoing.today.map(({ message, count }) => ({ message: message ?? 'sent once more', count })),
      reminders: remindersToday(programme, now).map(({ rule, at }) => ({
        rule,
        at: wordsForInstant(at, timeZone),
      })),
      next: outgoing.next.map(({ at, count }) => ({ at: wordsForInstant(at, timeZone), count })),
      still: [
        ...numbered(counted.held, 'held'),
        ...numbered(counted.unknown, 'may or may not have gone out'),
        ...numbered(counted.failed, 'could not be sent'),
      ],
    },
  };
  return { overview, counted };
}

/** The newest cycles and every term that is not over, each counted by stage. */
export async function pipelineOf(read: Reads, programme: Programme, now: Date): Promise<StageCounts[]> {
  const today = dateOf(now, programme.timeZone);
  const [applications, terms] = await Promise.all([
    applicationGroups(read, programme.name),
    termGroups(read, { programme: programme.name, today }),
  ]);
  const byCycle = [...Map.groupBy(applications, ({ cycle }) => cycle)]
    .toSorted(([a], [b]) => opens(programme, b).localeCompare(opens(programme, a)) || b.localeCompare(a))
    .slice(0, cyclesShown);
  const byTerm = [...Map.groupBy(terms, ({ startsOn, endsOn }) => `${startsOn} to ${endsOn}`)];
  return [
    ...byCycle.map(([cycle, groups]) => counts(`Cycle ${cycle}`, groups, programme, now)),
    ...byTerm.map(([term, groups]) => counts(`Term ${term}`, groups, programme, now)),
  ];
}

/** When a cycle opens; one that the programme no longer knows comes last. */
function opens({ cycles }: Programme, name: string): string {
  return cycles.find((cycle) => cycle.name === name)?.opens ?? '';
}

function counts(about: string, groups: readonly CaseGroup[], programme: Programme, now: Date): StageCounts {
  const found = new Map<string, number>();
  for (const { facts, count } of groups) {
    const stage = stageOf(facts, programme, now);
    found.set(stage, (found.get(stage) ?? 0) + count);
  }
  return {
    about,
    total: groups.reduce((sum, { count }) => sum + count, 0),
    stages: stages.flatMap((stage) => {
      const count = found.get(stage);
      return count === undefined ? [] : [{ stage, count }];
    }),
  };
}

type Prompt = Awaited<ReturnType<typeof openQuestions>>['oldest'][number];

async function questionOf(read: Reads, prompt: Prompt, programme: Programme): Promise<OpenQuestion> {
  const { kind, title, openedAt, cardChannel, cardTs } = prompt;
  const tally = tallyOf(await castAnswers(read, prompt), programme.slack);
  return {
    title,
    since: wordsForInstant(openedAt, programme.timeZone),
    people: whoDecides(kind, tally, programme),
    place: cardChannel === null || cardTs === null ? null : { channel: cardChannel, ts: cardTs },
  };
}

function numbered(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}
