// The announcement of a cycle: staff are asked once, and when they have released it a few mails are written at each tick.
import { isDeepStrictEqual } from 'node:util';
import {
  type Announcement,
  announcementCondition,
  announcementMessage,
  announcementPrefix,
  announcementsOf,
} from '../core/announcement.ts';
import { type Audience, audienceOf, type Recipient } from '../core/announcement-audience.ts';
import { mayBeWritten, shareMinutes } from '../core/announcement-pace.ts';
import { isQuiet, plusMinutes, wordsForInstant } from '../core/calendar.ts';
import { announcementCard, announcementPromptId } from '../core/decide/announcement.ts';
import type { MailDraft } from '../core/decision.ts';
import type { Programme } from '../programme/schema.ts';
import { commonValues } from '../render/common-values.ts';
import { renderMessage } from '../render/render-message.ts';
import { knownOfListed, listedIn, sentLately } from '../store/announcements.ts';
import { factsOf } from '../store/card-facts.ts';
import { type Commit, commit } from '../store/commit.ts';
import { standingHold } from '../store/holds.ts';
import { type Prompt, promptById, sayAnew } from '../store/prompts.ts';
import { prepare } from './prepare.ts';
import type { Desk, Shell } from './shell.ts';

type Asking = Pick<Shell, 'database' | 'now' | 'newId'>;

/** Part of a tick: it has no memory, and doing it twice adds nothing. @returns how many mails were written */
export async function planAnnouncements(shell: Shell, desk: Desk): Promise<number> {
  await showAnnouncements(shell, desk);
  let planned = 0;
  for (const drafts of await announcementsDue(shell, desk)) {
    const reason = `${drafts.length} announcements`;
    await change(shell, desk.programme, { reason, drafts: await prepare(shell, desk, drafts) });
    planned += drafts.length;
  }
  return planned;
}

/** The mails that are to be written now, by announcement: of those that staff have released. */
export async function announcementsDue(
  shell: Asking,
  { programme }: Pick<Desk, 'programme'>,
): Promise<readonly (readonly MailDraft[])[]> {
  const due: MailDraft[][] = [];
  for (const announcement of announcementsOf(programme)) {
    const prompt = await promptById(shell.database, announcementPromptId(programme, announcement.cycle));
    if (prompt?.answer === 'announce')
      due.push(await someOf(shell, programme, announcement, prompt.answeredAt));
  }
  return due.filter((drafts) => drafts.length > 0);
}

/** Asks staff, keeps the card up to date, and closes it when it is too late. */
export async function showAnnouncements(shell: Asking, desk: Desk): Promise<void> {
  const now = shell.now();
  for (const announcement of announcementsOf(desk.programme)) {
    if (now < announcement.asksAt) continue;
    const promptId = announcementPromptId(desk.programme, announcement.cycle);
    const prompt = await promptById(shell.database, promptId);
    if (now >= announcement.until) await closeCard(shell, desk, announcement, prompt);
    else if (prompt === null || prompt.answeredAt === null) await showCard(shell, desk, announcement, prompt);
  }
}

async function showCard(
  shell: Asking,
  { programme, templates }: Desk,
  announcement: Announcement,
  known: Prompt | null,
): Promise<void> {
  const { cycle, plan } = announcement;
  const now = shell.now();
  const audience = await audienceNow(shell, programme, announcement, null);
  const [first = ''] = plan.audiences;
  const message = announcementMessage(programme, cycle, audience.recipients[0]?.audience ?? first);
  const mail = renderMessage(templates, { message, common: commonValues(programme, '') });
  const card = announcementCard(programme, { announcement, audience, mail, now });
  const { id, facts, body = null } = card.prompt;
  if (known === null) {
    const reason = `the cycle ${cycle.name} may be announced`;
    return change(shell, programme, { reason, drafts: [{ ...card, id: shell.newId() }] });
  }
  const said = [factsOf(known.facts), known.body];
  if (!isDeepStrictEqual(said, [facts.map((pair) => [...pair]), body]))
    await sayAnew(shell.database, id, facts, { body });
}

async function closeCard(
  shell: Asking,
  { programme }: Desk,
  { until }: Announcement,
  prompt: Prompt | null,
): Promise<void> {
  if (prompt === null || prompt.answeredAt !== null) return;
  const because = `the fee could be paid until ${wordsForInstant(until, programme.timeZone)}; torq announced it to nobody`;
  const facts = [{ fact: 'prompt-superseded', promptId: prompt.id, because } as const];
  await change(shell, programme, { reason: because, facts });
}

/** @param until who was on the lists then; null: now */
async function audienceNow(
  { database: { read }, now }: Asking,
  programme: Programme,
  { cycle, plan }: Announcement,
  until: Date | null,
): Promise<Audience> {
  const lists = { programme: programme.name, audiences: plan.audiences, until, now: now() };
  const prefix = announcementPrefix(programme, cycle);
  const known = await knownOfListed(read, { programme: programme.name, cycle: cycle.name, prefix });
  return audienceOf(plan.audiences, await listedIn(read, lists), known);
}

/** Whoever came onto a list after the click was not counted on the card, and is not written to. */
async function someOf(
  shell: Asking,
  programme: Programme,
  announcement: Announcement,
  answeredAt: Date | null,
): Promise<MailDraft[]> {
  const { from, until, plan } = announcement;
  const { read } = shell.database;
  const now = shell.now();
  if (now < from || now >= until || isQuiet(now, programme.quietHours, programme.timeZone)) return [];
  // While mail is held nothing piles up: what is right is decided when it can go out.
  if ((await standingHold(read)) !== null) return [];
  // In this order: who has been written to by another process meanwhile counts against the share, and those whom both
  // have seen as left are the same ones.
  const { recipients } = await audienceNow(shell, programme, announcement, answeredAt);
  const counts = await sentLately(read, programme.name, {
    since: plusMinutes(now, -shareMinutes),
    now,
  });
  return recipients
    .slice(0, mayBeWritten(plan.perHour, counts))
    .map((recipient) => draftFor(programme, announcement, recipient));
}

function draftFor(programme: Programme, { cycle }: Announcement, recipient: Recipient): MailDraft {
  const { address, name, personId, audience } = recipient;
  return {
    channel: 'mail',
    key: `${announcementPrefix(programme, cycle)}${address}`,
    to: address,
    toName: name,
    message: announcementMessage(programme, cycle, audience),
    about: null,
    personId,
    condition: announcementCondition(programme, cycle),
    notBefore: null,
  };
}

async function change(
  shell: Asking,
  { name }: Programme,
  { facts = [], drafts = [], reason }: Pick<Commit, 'reason'> & Partial<Pick<Commit, 'facts' | 'drafts'>>,
): Promise<void> {
  const isAsked = drafts.some(({ channel }) => channel === 'slack');
  await commit(shell.database, {
    cause: { kind: 'tick' },
    programme: name,
    event: isAsked ? 'announcement-shown' : facts.length > 0 ? 'announcement-over' : 'announcement-written',
    by: 'torq',
    reason,
    about: null,
    personId: null,
    expects: [],
    facts,
    drafts,
    now: shell.now(),
  });
}
