// Work is defined by what the database says: whatever a crash left half done is found here and brought to an end.
import { abandonedItems, giveUpLease, releaseHeld } from '../store/outbox.ts';
import { unknownCard } from './notices.ts';
import type { Shell } from './shell.ts';

/** Mails whose sender vanished become `unknown` with a card; cards are tried again, looking first. */
export async function recover(shell: Shell): Promise<number> {
  const now = shell.clock();
  const items = await abandonedItems(shell.database, now);
  for (const item of items) {
    const card =
      item.channel === 'mail'
        ? unknownCard(shell, { ...item, now }, 'torq stopped while it was being sent')
        : null;
    await giveUpLease(shell.database, item, { now, card });
    shell.log.warn({ outboxItemId: item.id, key: item.key }, 'an outbox item was found half sent');
  }
  return items.length;
}

/** Mails held by an earlier MAIL_RECIPIENTS go out when their address is on the list now. */
export async function releaseAllowed(shell: Shell): Promise<number> {
  return releaseHeld(shell.database, shell.isAllowed);
}
