// The results of a cycle are under embargo until its notification week. One card shows staff beforehand who gets what,
// and lets them send it earlier within that week (domain.md, decision 7).
import type { CycleDates, Programme } from '../../programme/schema.ts';
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { addDays, instantAt, wordsForInstant } from '../calendar.ts';
import { type ApplicationCase, isSoqFeeMet, mailAddressOf } from '../case.ts';
import { cycleNamed, notifyAt } from '../cycle.ts';
import type { CardDraft } from '../decision.ts';

export type Release = {
  cycle: CycleDates;
  /** From then on staff may release; at `goesOutAt` the results go out by themselves. */
  opensAt: Date;
  goesOutAt: Date;
};

const mostNames = 25;

/** When a cycle's results go out, or null where each decision is told at once. */
function releaseOf(programme: Programme, cycle: CycleDates): Release | null {
  const goesOutAt = notifyAt(programme, cycle, new Date(0));
  if (goesOutAt === null) return null;
  return { cycle, opensAt: instantAt(cycle.notificationWeek, '00:00', programme.timeZone), goesOutAt };
}

/** The cycles whose results go out within the days in which staff see a preview. */
export function releasesToShow(programme: Programme, now: Date): readonly Release[] {
  return releases(programme).filter(({ goesOutAt, cycle }) => {
    const from = instantAt(
      addDays(cycle.notificationWeek, -programme.decisions.previewDays),
      '00:00',
      programme.timeZone,
    );
    return from <= now && now < goesOutAt;
  });
}

/** The cycles whose results have gone out by themselves. */
export function releasesOver(programme: Programme, now: Date): readonly Release[] {
  return releases(programme).filter(({ goesOutAt }) => goesOutAt <= now);
}

function releases(programme: Programme): Release[] {
  return programme.cycles.map((cycle) => releaseOf(programme, cycle)).filter((release) => release !== null);
}

/** Names its cycle, so that a click needs no other memory of it. */
export function releasePromptId({ name }: Programme, cycle: Pick<CycleDates, 'name'>): string {
  return `release.${name}.${cycle.name}`;
}

/** The card, once a cycle; what it says is kept up to date. */
export function releaseCard(
  programme: Programme,
  release: Release,
  cases: readonly ApplicationCase[],
): CardDraft {
  const id = releasePromptId(programme, release.cycle);
  return {
    channel: 'slack',
    key: `card/${id}`,
    prompt: {
      id,
      kind: 'release',
      title: `Results of ${programme.title} ${release.cycle.name}`,
      facts: releaseFacts(programme, release, cases),
      applicationId: null,
      submissionId: null,
      paymentId: null,
      inboundMailId: null,
      outboxItemId: null,
    },
  };
}

/** Who gets what, and who does not yet. */
function releaseFacts(
  { timeZone }: Programme,
  { opensAt, goesOutAt }: Release,
  cases: readonly ApplicationCase[],
): CardDraft['prompt']['facts'] {
  const present = cases.filter(({ application }) => application.withdrawnAt === null);
  const withOutcome = (outcome: string) =>
    present.filter(({ application }) => application.decision?.outcome === outcome);
  const decided = present.filter(({ application }) => application.decision !== null);
  const undecided = present.filter(({ application }) => application.decision === null);
  const [ready, paidOnly] = [
    undecided.filter(hasSoq),
    undecided.filter((one) => !hasSoq(one) && isSoqFeeMet(one)),
  ];
  const groups: (readonly [string, readonly ApplicationCase[], string])[] = [
    ['Selected', withOutcome('candidate'), ''],
    ['Not selected', withOutcome('not-selected'), ''],
    ['Undecided', ready, 'They get nothing until somebody decides.'],
    ['Decided, and not paid', decided.filter((one) => !isSoqFeeMet(one)), 'They are told like the others.'],
    ['Paid, and no SOQ', paidOnly, 'They get nothing.'],
    [
      'No address takes mail',
      decided.filter(({ person }) => mailAddressOf(person) === null),
      'Please tell them another way.',
    ],
    ['Withdrawn', cases.filter(({ application }) => application.withdrawnAt !== null), 'They get nothing.'],
  ];
  return [
    ['Goes out', `${wordsForInstant(goesOutAt, timeZone)}, by itself`],
    ['Earlier', `with the button below, from ${wordsForInstant(opensAt, timeZone)} on`],
    ...groups
      .filter(([label, people]) => people.length > 0 || label === 'Selected' || label === 'Not selected')
      .map(
        ([label, people, what]) => [label, `${namesOf(people)}${what === '' ? '' : `\n${what}`}`] as const,
      ),
  ];
}

function hasSoq({ submissions }: ApplicationCase): boolean {
  return submissions.some(({ complete }) => complete);
}

function namesOf(people: readonly ApplicationCase[]): string {
  if (people.length === 0) return 'nobody';
  const names = people
    .map(({ person }) => person.name)
    .toSorted((one, other) => one.localeCompare(other, 'en'));
  const more = names.length - mostNames;
  return `${names.length}: ${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Sends the results now instead of at the hour that the programme names; only within the notification week. */
export function releaseNow({ prompt, programme, now }: AnswerInput): AnswerDecision {
  const cycle = cycleNamed(programme, prompt.id.split('.').at(-1) ?? '');
  const release = cycle === null ? null : releaseOf(programme, cycle);
  if (cycle === null || release === null)
    return {
      kind: 'refuse',
      tell: 'The cycle of this card is no longer in the programme folder. Nothing was sent.',
    };
  if (now < release.opensAt)
    return {
      kind: 'refuse',
      tell: `The results are under embargo until ${wordsForInstant(release.opensAt, programme.timeZone)}. Nothing was sent.`,
    };
  return {
    kind: 'stand',
    tell: 'Released: the results go out now. Decisions of the last minutes follow when they can no longer be undone.',
    event: 'results-released',
    expects: [],
    facts: [{ fact: 'results-released', cycle: cycle.name, undoMinutes: programme.decisions.undoMinutes }],
    drafts: [],
  };
}
