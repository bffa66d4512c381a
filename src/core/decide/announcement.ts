// The card that asks whether a cycle is to be announced: to how many, to whom not, how fast, and in which words.
import type { Programme } from '../../programme/schema.ts';
import { type Announcement, announcementsOf } from '../announcement.ts';
import type { Audience } from '../announcement-audience.ts';
import { lastGoesOut } from '../announcement-pace.ts';
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { wordsForInstant } from '../calendar.ts';
import type { AnnouncementChoice } from '../choice.ts';
import type { CardDraft } from '../decision.ts';

/** Names its cycle, so that a click needs no other memory of it. */
export function announcementPromptId({ name }: Pick<Programme, 'name'>, cycle: { name: string }): string {
  return `announcement.${name}.${cycle.name}`;
}

type Shown = {
  announcement: Announcement;
  audience: Audience;
  /** The mail as its readers see it. */
  mail: { subject: string; text: string };
  now: Date;
};

/** The card, once a cycle; what it says is kept up to date until it is answered. */
export function announcementCard(programme: Programme, shown: Shown): CardDraft {
  const { cycle } = shown.announcement;
  const id = announcementPromptId(programme, cycle);
  return {
    channel: 'slack',
    key: `card/${id}`,
    prompt: {
      id,
      kind: 'announcement',
      title: `Announce ${programme.title} ${cycle.name}?`,
      facts: announcementFacts(programme, shown),
      body: shown.mail.text,
      applicationId: null,
      submissionId: null,
      paymentId: null,
      inboundMailId: null,
      outboxItemId: null,
    },
  };
}

function announcementFacts(
  programme: Programme,
  { announcement, audience, mail }: Shown,
): CardDraft['prompt']['facts'] {
  const titles = new Map(programme.audiences.map(({ name, title }) => [name, title]));
  const count = audience.recipients.length;
  return [
    [
      'Lists',
      audience.lists
        .map(({ audience: name, entries }) => `${titles.get(name) ?? name}: ${entries}`)
        .join('\n'),
    ],
    ['Will get it', count === 0 ? nobody : `${humans(count)}, one email each`],
    ...whoNot(audience),
    ['Goes out', paceWords(programme, announcement, count)],
    ['Subject', mail.subject],
  ];
}

const nobody = 'nobody: put people on the lists with "torq audience import", and this card counts them';

function whoNot({ people, lists, optedOut, bounced, applied }: Audience): CardDraft['prompt']['facts'] {
  const twice = lists.reduce((sum, { entries }) => sum + entries, 0) - people;
  const lines = [
    ...(optedOut > 0 ? [`${humans(optedOut)} asked for no announcements`] : []),
    ...(bounced > 0 ? [`${humans(bounced)} cannot be reached: mail to them came back`] : []),
    ...(applied > 0 ? [`${humans(applied)} applied already`] : []),
    ...(twice > 0 ? [`entries for somebody who is there already: ${twice}; they get one email`] : []),
  ];
  return lines.length === 0 ? [] : [['Left out', lines.join('\n')]];
}

/** What the click does to the limit on mails and to everybody else's. */
function paceWords(programme: Programme, { plan, from, until }: Announcement, count: number): string {
  const { timeZone, quietHours, mailLimits } = programme;
  const last = lastGoesOut(count, from, plan.perHour, programme);
  const tooLate = last >= until;
  return [
    `once you release it, from ${wordsForInstant(from, timeZone)} on, about ${plan.perHour} an hour, not between ${quietHours.from} and ${quietHours.to}`,
    ...(count > plan.perHour
      ? [`If you release it by then, the last goes out about ${wordsForInstant(last, timeZone)}.`]
      : []),
    ...(tooLate
      ? [
          `That is after the fee can be paid: who has not been written to by ${wordsForInstant(until, timeZone)} will not be. Raise perHour in programme.yaml.`,
        ]
      : []),
    `The limit of ${mailLimits.perHour} mails an hour leaves room for ${mailLimits.perHour - plan.perHour} others, so that no mail is held because of it; other mail goes out in between.`,
  ].join('\n');
}

function humans(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

/** One click for a cycle: its mails go out from then on, to those who are on the lists at that moment. */
export function answerAnnouncement(
  { prompt, programme, hold, now }: AnswerInput,
  choice: AnnouncementChoice,
): AnswerDecision {
  const { timeZone } = programme;
  if (choice === 'no-announcement')
    return stand('Noted: torq announces this cycle to nobody.', 'announcement-declined');
  const announcement = announcementsOf(programme).find(
    ({ cycle }) => announcementPromptId(programme, cycle) === prompt.id,
  );
  if (announcement === undefined)
    return refuse('The programme folder says no longer that this cycle is announced. Nothing was sent.');
  if (now >= announcement.until)
    return refuse(
      `The fee could be paid until ${wordsForInstant(announcement.until, timeZone)}. Nothing was sent.`,
    );
  if (prompt.facts.some(([, value]) => value === nobody))
    return refuse('Nobody is on the lists that has not been told. Nothing was sent.');
  const begins =
    now < announcement.from
      ? `They go out from ${wordsForInstant(announcement.from, timeZone)} on`
      : 'They go out now';
  const waits =
    hold === null
      ? ''
      : ` All mail is held since ${wordsForInstant(hold.heldAt, timeZone)}, so they wait until it is resumed.`;
  return stand(
    `Released. ${begins}, a few every five minutes. "Hold all mail" on the card of the day stops them.${waits}`,
    'announcement-released',
  );
}

function stand(tell: string, event: string): AnswerDecision {
  return { kind: 'stand', tell, event, expects: [], facts: [], drafts: [] };
}

function refuse(tell: string): AnswerDecision {
  return { kind: 'refuse', tell };
}
