import { wordsForInstant } from '../core/calendar.ts';
import type { Settlement } from '../store/outbox.ts';
import { keepCard } from '../store/outbox.ts';
import { noticeCard } from './notices.ts';
import { isLongSilence } from './pace.ts';
import type { Desk, Shell } from './shell.ts';

/** The mail server takes no mail: it is left alone for a while, and when that goes on, staff are told once. */
export async function noteUnreachable(
  shell: Shell,
  { programme: { name: programme, timeZone } }: Desk,
  settlement: Settlement,
): Promise<void> {
  const now = shell.clock();
  const since = shell.pace.unreachable(now);
  const said = 'error' in settlement ? settlement.error : 'nothing';
  shell.log.warn(
    { since, said },
    'the mail server takes no mail; it is tried again with one mail in a while',
  );
  if (!isLongSilence(since, now)) return;
  const card = noticeCard(shell, {
    key: `card/mail-server/${since.toISOString()}`,
    title: 'No mail can be sent',
    facts: [
      ['Since', wordsForInstant(since, timeZone)],
      ['What the mail server says', said],
      [
        'What it means',
        'Mail waits and nothing is lost; torq tries again by itself, at least every ten minutes.',
      ],
      ['What to do', 'Tell torq’s operator; "torq doctor" says what is wrong.'],
    ],
  });
  await keepCard(shell.database, card, { programme, now });
}
