import { acknowledge } from './acknowledge.ts';
import type { Desk, Received } from './desk.ts';
import { readPerson } from './payload.ts';
import { tell } from './tell.ts';

const notOurs = 'This button or form is not one that can be used here (any more). Nothing was changed.';

/** Anything that has no listener of its own: Slack would show a warning sign and nobody would know why. */
export async function unknownAction(desk: Desk, { ack, body }: Received): Promise<void> {
  await acknowledge(desk.log, ack);
  return refuseUnknown(desk, body);
}

/** Says so to the person when the payload names one, and keeps a trace in the log. */
export async function refuseUnknown(desk: Pick<Desk, 'web' | 'log'>, body: unknown): Promise<void> {
  const person = readPerson(body);
  desk.log.warn({ user: person?.user ?? null }, 'refused a payload from Slack that is not one of ours');
  if (person !== null) await tell(desk, person, notOurs);
}
