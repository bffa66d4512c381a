// The parts that every answer to a command is made of, and the fuse that keeps two robots from writing to each other.
import { dateOf } from '../calendar.ts';
import type { Person } from '../case.ts';
import type { Decision, Draft, MailCopy, MailDraft } from '../decision.ts';
import type { Message } from '../messages.ts';
import { noticeCard, requestCard } from './command-card.ts';
import { aboutOf, type CommandInput } from './command-input.ts';
import { hasMoreWords } from './more-words.ts';

/** More than this a day are not answered: whoever writes so often is a robot, or needs a person. */
const answersADay = 3;

/**
 * The keys of the answers that a person, with all their addresses, or an unknown address may have on a day:
 * `command/<who>/<YYYY-MM-DD>/1` and so on. Whose key is taken has been answered.
 */
export function answerKeys(
  person: Pick<Person, 'id'> | null,
  sender: string | null,
  now: Date,
  zone: string,
): readonly string[] {
  const prefix = `command/${person?.id ?? sender ?? 'nobody'}/${dateOf(now, zone)}`;
  return Array.from({ length: answersADay }, (_, index) => `${prefix}/${index + 1}`);
}

export type Answer = {
  event: string;
  reason: string;
  /** A known address of the person; for HELP also an authenticated unknown sender's. */
  to: string;
  content: { message: Message } | { copy: MailCopy };
  condition?: MailDraft['condition'];
};

/** Answers a command with one mail, unless the day's answers are used up; what else the person wrote goes to staff. */
export function answerCommand(input: CommandInput, answer: Answer): Decision {
  const { person, sender, programme, now, answersToday } = input;
  const key = answerKeys(person, sender, now, programme.timeZone)[answersToday];
  if (key === undefined) return fused(input);
  const about = aboutOf(input);
  const { to, content, condition = { kind: 'always' } } = answer;
  const mail = {
    key,
    to,
    toName: person?.name ?? '',
    about,
    personId: person?.id ?? null,
    condition,
    notBefore: null,
  };
  const drafts: Draft[] = [
    ...restForStaff(input),
    'copy' in content ? { channel: 'copy', ...mail, ...content } : { channel: 'mail', ...mail, ...content },
  ];
  return {
    kind: 'apply',
    event: answer.event,
    reason: answer.reason,
    about,
    personId: person?.id ?? null,
    // Two processes that count the same answers must not both take the same place.
    expects: [{ row: 'outbox-key', key }],
    facts: [],
    drafts,
  };
}

/** The mail as a card, when it says more than the command. */
export function restForStaff(input: CommandInput): Draft[] {
  if (!hasMoreWords(input.text)) return [];
  return [requestCard(input, 'torq has answered the command; the rest is for a person')];
}

/** Not answered; staff are told once that day. What reads like a message still reaches them. */
function fused(input: CommandInput): Decision {
  const reason = `not answered: ${input.answersToday} commands of this sender have been answered today`;
  if (hasMoreWords(input.text)) return askStaff(input, reason);
  const about = aboutOf(input);
  const { person, sender, programme, now } = input;
  return {
    kind: 'apply',
    event: 'command-ignored',
    reason,
    about,
    personId: person?.id ?? null,
    expects: [],
    facts: [],
    drafts: [
      noticeCard(input, about, {
        key: `card/command-fuse/${person?.id ?? sender}/${dateOf(now, programme.timeZone)}`,
        title: 'More commands by mail than torq answers in a day',
        facts: [
          ['From', input.from],
          ['Whose', person?.name ?? 'nobody we know'],
          [
            'What happened',
            `${input.answersToday} were answered today. Further ones are not, until tomorrow.`,
          ],
          [
            'What to do',
            'Somebody who writes so often may need a person; or it is a robot, and nothing is to be done.',
          ],
        ],
      }),
    ],
  };
}

/** A person has to look: nothing is changed and nobody is answered. */
export function askStaff(input: CommandInput, reason: string): Decision {
  return { kind: 'review', reason, about: aboutOf(input), facts: [], drafts: [requestCard(input, reason)] };
}
