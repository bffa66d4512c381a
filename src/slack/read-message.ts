// Reading the `message` events that Slack sends: nothing in them is believed before it has its shape.
import type { MessageFile, StaffMessage, WrittenMessage } from '../core/staff-message.ts';
import { type EmojiByName, readMrkdwn } from './mrkdwn.ts';
import { at, channelId, listAt, textAt, timestamp, userId } from './payload.ts';

/** What tells our own messages from those of others. */
type Self = { userId: string; botId: string | null };

/** Events of these kinds are somebody writing; all other subtypes are Slack's own (joins, topics, pins). */
const written = [null, 'file_share', 'thread_broadcast', 'bot_message', 'me_message'];

function isWritten(subtype: unknown): boolean {
  return written.some((one) => one === subtype);
}

/** A message that somebody wrote, changed or deleted; null for everything else, and for our own. */
export function readMessage(body: unknown, self: Self): StaffMessage | null {
  const event = at(body, 'event');
  const channel = textAt(event, channelId, 'channel');
  if (at(event, 'type') !== 'message' || channel === null) return null;
  const subtype = at(event, 'subtype');
  if (subtype === 'message_changed') return changed(event, channel, self);
  if (subtype === 'message_deleted') return deleted(event, channel);
  if (!isWritten(subtype)) return null;
  return writtenIn(event, { channel, edition: '', self });
}

/** A message as Slack keeps it in a thread: as it was edited last; null as for events. */
export function readStoredMessage(message: unknown, channel: string, self: Self): WrittenMessage | null {
  if (at(message, 'type') !== 'message' || !isWritten(at(message, 'subtype'))) return null;
  return writtenIn(message, { channel, edition: textAt(message, timestamp, 'edited', 'ts') ?? '', self });
}

/** Slack also reports links that it unfolds and threads that grow: only what a person edited has a time of the edit. */
function changed(event: unknown, channel: string, self: Self): StaffMessage | null {
  const message = at(event, 'message');
  // What is deleted while others answer to it is replaced by a stone.
  if (at(message, 'subtype') === 'tombstone') return deleted(event, channel);
  const edition = textAt(message, timestamp, 'edited', 'ts');
  if (edition === null || isSame(message, at(event, 'previous_message'))) return null;
  return writtenIn(message, { channel, edition, self });
}

function isSame(message: unknown, before: unknown): boolean {
  const filesOf = (one: unknown) => listAt(one, 'files').map((file) => at(file, 'id'));
  return (
    at(message, 'text') === at(before, 'text') &&
    JSON.stringify(filesOf(message)) === JSON.stringify(filesOf(before))
  );
}

function deleted(event: unknown, channel: string): StaffMessage | null {
  const before = at(event, 'previous_message');
  const ts = textAt(event, timestamp, 'deleted_ts') ?? textAt(before, timestamp, 'ts');
  if (ts === null) return null;
  return { kind: 'deleted', channel, ts, thread: threadOf(before, ts) };
}

function writtenIn(
  message: unknown,
  { channel, edition, self }: { channel: string; edition: string; self: Self },
): WrittenMessage | null {
  const ts = textAt(message, timestamp, 'ts');
  const user = textAt(message, userId, 'user');
  const botId = at(message, 'bot_id');
  const isOurs = user === self.userId || (botId !== null && botId === self.botId);
  if (ts === null || isOurs) return null;
  const text = at(message, 'text');
  return {
    kind: 'written',
    channel,
    ts,
    thread: threadOf(message, ts),
    by: botId === null && at(message, 'subtype') !== 'bot_message' ? user : null,
    edition,
    isBroadcast: at(message, 'subtype') === 'thread_broadcast',
    ...readMrkdwn(typeof text === 'string' ? text : '', emojiIn(listAt(message, 'blocks'))),
    files: listAt(message, 'files').map(fileOf),
  };
}

/** The first message of a thread names itself. */
function threadOf(message: unknown, ts: string): string | null {
  const thread = textAt(message, timestamp, 'thread_ts');
  return thread === ts ? null : thread;
}

function fileOf(file: unknown): MessageFile {
  const bytes = at(file, 'size');
  return {
    id: textAt(file, /^[A-Z0-9]{1,40}$/, 'id') ?? '',
    name: textAt(file, /^.{1,300}$/s, 'name') ?? 'a file without a name',
    bytes: typeof bytes === 'number' && bytes >= 0 ? bytes : 0,
  };
}

const deepest = 12;

/** Slack says in the blocks of a message which codes in its text are emoji, and which sign each of them is. */
function emojiIn(
  blocks: readonly unknown[],
  depth = 0,
  found = new Map<string, string | null>(),
): EmojiByName {
  for (const block of depth > deepest ? [] : blocks) {
    const name = at(block, 'type') === 'emoji' ? textAt(block, /^[a-z0-9_+'-]{1,100}$/, 'name') : null;
    if (name !== null)
      found.set(name, signOf(textAt(block, /^[0-9a-f]{2,6}(?:-[0-9a-f]{2,6}){0,15}$/i, 'unicode')));
    emojiIn(listAt(block, 'elements'), depth + 1, found);
  }
  return found;
}

function signOf(unicode: string | null): string | null {
  const points = unicode?.split('-').map((hex) => Number.parseInt(hex, 16)) ?? [];
  return points.length === 0 || points.some((point) => point > 0x10ffff)
    ? null
    : String.fromCodePoint(...points);
}
