// What the sender of an SOQ is told for whom no fee is known: how to pay, or that one cannot pay at that time.
import type { Programme } from '../../programme/schema.ts';
import { dateOf, timeOf, wordsForInstant } from '../calendar.ts';
import { soqDeadline } from '../cycle.ts';
import type { Message } from '../messages.ts';
import { paymentWindow, windowWords } from '../payment-window.ts';

/** The answer, at most one a cycle and state of its window; null where a programme has no cycles. */
export type HomelessAnswer = { address: string; name: string; key: string; message: Message };

/** @param receivedAt when our own server received the SOQ */
export function homelessAnswer(
  programme: Programme,
  { address, name }: { address: string; name: string },
  receivedAt: Date,
): HomelessAnswer | null {
  const { timeZone } = programme;
  const found = paymentWindow(programme, `${dateOf(receivedAt, timeZone)} ${timeOf(receivedAt, timeZone)}`);
  if (found === null) return null;
  const { state, cycle } = found;
  const arrived = wordsForInstant(receivedAt, timeZone);
  const deadline = wordsForInstant(soqDeadline(programme, cycle), timeZone);
  if (state === 'open')
    return {
      address,
      name,
      key: `soq-without-fee/${address}/${cycle.name}`,
      message: { name: 'soq-without-fee', values: { receivedAt: arrived, deadline } },
    };
  const { opens, closes } = windowWords(cycle, programme);
  return {
    address,
    name,
    key: `soq-outside-window/${address}/${cycle.name}/${state}`,
    message: {
      name: 'soq-outside-window',
      values: { receivedAt: arrived, opens: state === 'before' ? opens : null, closes, deadline },
    },
  };
}
