// Cards about torq's own doings: a mail that was parked, a mail that may or may not have gone out, one that failed.
import type { NewPrompt, PromptKind } from '../core/decision.ts';
import type { OutboxItem, Settlement } from '../store/outbox.ts';
import type { ReadyCard } from '../store/ready-draft.ts';
import type { Shell } from './shell.ts';

type Ids = Pick<Shell, 'newId'>;

/** A card that tells staff something and asks nothing. */
export function noticeCard(
  ids: Ids,
  { key, ...prompt }: { key: string; title: string; facts: NewPrompt['facts'] } & Partial<NewPrompt>,
): ReadyCard {
  return card(ids, key, { kind: 'notice', ...prompt });
}

function card(
  { newId }: Ids,
  key: string,
  prompt: { kind: PromptKind; title: string; facts: NewPrompt['facts'] } & Partial<NewPrompt>,
): ReadyCard {
  const empty = {
    applicationId: null,
    submissionId: null,
    paymentId: null,
    inboundMailId: null,
    outboxItemId: null,
  };
  return { channel: 'slack', id: newId(), key, prompt: { ...empty, ...prompt, id: newId() } };
}

/** `now` is part of the key: a mail that is tried again and parked again is asked about again. */
export function parkedCard(
  ids: Ids,
  mail: { id: string; internalDate: Date; now: Date },
  error: string,
): ReadyCard {
  return card(ids, `card/mail-parked/${mail.id}/${mail.now.toISOString()}`, {
    kind: 'mail-parked',
    title: 'A mail could not be processed and is parked',
    facts: [
      ['What happened', error],
      [
        'What it means',
        'Nobody has been answered and nothing was changed by this mail. All other mail goes on.',
      ],
      [
        'What to do',
        `Open it in the mailbox and answer it there, or try again after the cause is mended: here, or with "torq retry ${mail.id}".`,
      ],
      ['Received', mail.internalDate.toISOString()],
      ['Id', mail.id],
    ],
    inboundMailId: mail.id,
  });
}

/**
 * "May or may not have gone out": SMTP has no exactly-once, so a person chooses. `now` is part of the key: what is sent
 * again and is unknown again is asked about again.
 */
export function unknownCard(ids: Ids, item: OutboxItem & { now: Date }, why: string): ReadyCard {
  return card(ids, `card/outbox-unknown/${item.id}/${item.now.toISOString()}`, {
    kind: 'outbox-unknown',
    title: 'A mail may or may not have gone out',
    facts: [
      ['To', item.toAddress ?? ''],
      ['Subject', item.subject ?? ''],
      ['What happened', why],
      [
        'What to do',
        `Look for it in the Sent folder or ask the mail server's log for ${item.messageId ?? item.id}.`,
      ],
    ],
    outboxItemId: item.id,
  });
}

/** The card that tells staff what became of a mail, where they must know; else null. */
export function outcomeCard(
  ids: Ids,
  item: OutboxItem & { now: Date },
  settlement: Settlement,
): ReadyCard | null {
  if (settlement.kind === 'unknown') return unknownCard(ids, item, settlement.error);
  return settlement.kind === 'failed' ? failedCard(ids, item, settlement.error) : null;
}

/** What staff are told of a mail whose file is gone: it was not even handed over. */
export const fileLost = 'a file that goes along with it is no longer there, or is damaged';

function failedCard(ids: Ids, item: OutboxItem & { now: Date }, error: string): ReadyCard {
  return card(ids, `card/mail-failed/${item.id}/${item.now.toISOString()}`, {
    kind: 'mail-failed',
    title: 'A mail could not be sent',
    facts: [
      ['To', item.toAddress ?? ''],
      ['Subject', item.subject ?? ''],
      ...(error === fileLost ? fileWords : serverWords(error)),
    ],
    outboxItemId: item.id,
  });
}

const fileWords: NewPrompt['facts'] = [
  ['What happened', `Nothing was sent: ${fileLost}.`],
  [
    'What to do',
    'Ask torq’s operator to restore the folder of files (blobs) from a backup, then send again.',
  ],
];

function serverWords(error: string): NewPrompt['facts'] {
  return [
    ['What the mail server said', error],
    ['What to do', 'Reach this person another way, and tell torq’s operator when the address is right.'],
  ];
}
