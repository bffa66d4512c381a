// The card of who has paid and sent no SOQ: shown some days before the deadline, kept up to date, closed at the deadline.
import { isDeepStrictEqual } from 'node:util';
import { payersCard, payersPromptId, payersSpan, payersWithoutSoq } from '../core/decide/payers.ts';
import type { CycleDates } from '../programme/schema.ts';
import { factsOf } from '../store/card-facts.ts';
import { applicationsOf } from '../store/cases.ts';
import { type Commit, commit } from '../store/commit.ts';
import { type Prompt, promptById, sayAnew } from '../store/prompts.ts';
import type { Desk, Shell } from './shell.ts';

/** Part of a tick: it has no memory, and doing it twice changes nothing. */
export async function planPayers(shell: Shell, desk: Desk): Promise<void> {
  const now = shell.now();
  for (const cycle of desk.programme.cycles) {
    const span = payersSpan(desk.programme, cycle);
    if (span === null || now < span.from) continue;
    const known = await promptById(shell.database, payersPromptId(desk.programme, cycle));
    if (now < span.until) await show(shell, desk, cycle, known);
    else if (known !== null && known.answeredAt === null)
      await change(shell, desk, {
        facts: [{ fact: 'prompt-superseded', promptId: known.id, because: 'the deadline has passed' }],
      });
  }
}

async function show(shell: Shell, desk: Desk, cycle: CycleDates, known: Prompt | null): Promise<void> {
  if (known !== null && known.answeredAt !== null) return;
  const { programme } = desk;
  const query = { programme: programme.name, cycle: cycle.name };
  const payers = payersWithoutSoq(await applicationsOf(shell.database.read, query));
  const card = payersCard(programme, cycle, payers);
  if (known === null) {
    // Nothing to look at is no card.
    if (payers.length > 0) await change(shell, desk, { drafts: [{ ...card, id: shell.newId() }] });
    return;
  }
  const { id, facts, people = [] } = card.prompt;
  const said = facts.map((pair) => [...pair]);
  if (!isDeepStrictEqual(factsOf(known.facts), said)) await sayAnew(shell.database, id, facts, { people });
}

async function change(
  shell: Shell,
  { programme }: Desk,
  { facts = [], drafts = [] }: Partial<Pick<Commit, 'facts' | 'drafts'>>,
): Promise<void> {
  await commit(shell.database, {
    cause: { kind: 'tick' },
    programme: programme.name,
    event: 'payers-shown',
    by: 'torq',
    reason: drafts.length > 0 ? 'the SOQ deadline is near' : 'the SOQ deadline has passed',
    about: null,
    personId: null,
    expects: [],
    facts,
    drafts,
    now: shell.now(),
  });
}
