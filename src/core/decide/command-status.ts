// Where somebody stands, in their own words: what we have, what is next and until when. What has been decided but not
// told yet reads exactly like what has not been decided.
import { wordsForInstant } from '../calendar.ts';
import type { Message } from '../messages.ts';
import { applicationStanding } from './application-standing.ts';
import { answerAddress, type CommandInput } from './command-input.ts';
import type { Standing } from './standing.ts';
import { termStanding } from './term-standing.ts';

/** The answer to STATUS: the case that the mail is about gives the headline, the others add their lines. */
export function statusMessage(input: CommandInput): Message {
  const { programme, now, cases } = input;
  const standings = cases.map((entry) =>
    entry.subject.kind === 'application'
      ? applicationStanding({ ...entry, subject: entry.subject }, programme, now)
      : termStanding(entry.subject, programme, now),
  );
  const [first = nothingOpen] = standings;
  return {
    name: 'command-status',
    values: {
      action: first.action,
      headline: first.headline,
      asOf: wordsForInstant(now, programme.timeZone),
      have: standings.flatMap(({ have }) => have),
      next: [first, ...standings.slice(1)].flatMap(({ next }) => next),
      writesTo: answerAddress({ ...input, sender: null }) ?? '',
    },
  };
}

const nothingOpen: Standing = {
  action: 'nothing to do for now',
  headline: 'Nothing of yours is open with us.',
  have: [],
  next: ['Nothing for now. The next Request for Qualifications (RFQ) is announced on the program page.'],
};
