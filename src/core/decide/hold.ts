// The stop switch, from Slack as from the command line.
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { wordsForInstant } from '../calendar.ts';
import type { Hold } from '../hold.ts';

/** A line for cards that carry the switch. */
export function holdLine(hold: Hold | null, timeZone: string): string {
  if (hold === null) return 'Mail goes out.';
  const by = /^[UW][A-Z0-9]+$/.test(hold.heldBy) ? `<@${hold.heldBy}>` : hold.heldBy;
  return `*All mail is held* since ${wordsForInstant(hold.heldAt, timeZone)}, by ${by}.`;
}

/** Stops or resumes; the card stays open for the next time. */
export function switchMail(
  { by, now, hold, programme }: AnswerInput,
  choice: 'hold' | 'resume',
): AnswerDecision {
  if (choice === 'hold')
    return hold === null
      ? done(
          'All mail is held now. Nothing goes out until somebody resumes it; cards still come.',
          'mail-held',
          {
            fact: 'mail-held',
            by,
            at: now,
          },
        )
      : refuse(
          `All mail has been held since ${wordsForInstant(hold.heldAt, programme.timeZone)}. Nothing was changed.`,
        );
  return hold === null
    ? refuse('Mail goes out already. Nothing was changed.')
    : done('Mail goes out again. Each is looked at once more before it is sent.', 'mail-resumed', {
        fact: 'mail-resumed',
        by,
        at: now,
      });
}

function done(
  tell: string,
  event: string,
  fact: Extract<AnswerDecision, { kind: 'noted' }>['facts'][number],
): AnswerDecision {
  return { kind: 'noted', as: 'done', tell, event, facts: [fact] };
}

function refuse(tell: string): AnswerDecision {
  return { kind: 'refuse', tell };
}
