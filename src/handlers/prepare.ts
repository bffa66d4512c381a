import type { CalendarEvent } from '../core/calendar-event.ts';
import type { CaseReference, CopyDraft, Draft, MailDraft } from '../core/decision.ts';
import type { KeptFile } from '../core/kept-file.ts';
import { threadReferences } from '../core/thread-references.ts';
import { calendarFile } from '../render/calendar-file.ts';
import { commonValues } from '../render/common-values.ts';
import { renderMessage } from '../render/render-message.ts';
import type { ReadyDraft, ReadyMail } from '../store/ready-draft.ts';
import { threadOf } from '../store/threads.ts';
import type { Desk, Shell } from './shell.ts';

type Context = {
  answering: string | null;
  opened: readonly string[];
  threads?: ReadonlyMap<string, readonly string[]> | undefined;
};

type Tools = Pick<Shell, 'database' | 'newId' | 'references'> & { blobs: Pick<Shell['blobs'], 'put'> };

/**
 * Renders drafts so that they can be kept. Rendering happens before anything is queued: a template that lacks a value
 * fails here, not at the door. Calendar files are kept here, before a row names them.
 * @param context `answering`: Message-ID of the mail that is being answered, or null; `opened`: cases that begin with this
 *   decision and have no conversation yet; `threads`: the conversations of all cases, when they are known already
 */
export async function prepare(
  shell: Tools,
  desk: Desk,
  drafts: readonly Draft[],
  context: Context = { answering: null, opened: [] },
): Promise<ReadyDraft[]> {
  const ready: ReadyDraft[] = [];
  const keepCalendar = calendarKeeper(shell.blobs);
  for (const draft of drafts) {
    ready.push(
      draft.channel === 'slack' || draft.channel === 'note'
        ? { ...draft, id: shell.newId() }
        : await prepareMail({ ...shell, keepCalendar }, desk, draft, context),
    );
  }
  return ready;
}

async function prepareMail(
  { database, newId, references, keepCalendar }: Tools & { keepCalendar: KeepCalendar },
  { programme, templates }: Desk,
  draft: MailDraft | CopyDraft,
  { answering, opened, threads }: Context,
): Promise<ReadyMail> {
  const id = newId();
  const before = await conversation(database, draft.about, { opened, threads });
  const thread = threadReferences(
    answering === null ? before : [...before.filter((entry) => entry !== answering), answering],
  );
  const { key, to, toName, about, personId, condition, notBefore } = draft;
  const ownDomain = programme.addresses.programme.split('@')[1] ?? 'localhost';
  return {
    channel: 'mail',
    id,
    key,
    personId,
    about,
    condition,
    notBefore,
    to,
    toName,
    ...contentOf({ programme, templates }, draft),
    messageId: references.messageIdOf(id, ownDomain),
    inReplyTo: thread.at(-1) ?? null,
    references: thread.length === 0 ? null : thread.join(' '),
    replyTo:
      about === null
        ? programme.addresses.programme
        : references.plusAddress(programme.addresses.programme, about),
    answers: answering !== null,
    attachments: await filesOf(keepCalendar, draft),
  };
}

async function conversation(
  { read }: Shell['database'],
  about: CaseReference | null,
  { opened, threads }: Pick<Context, 'opened' | 'threads'>,
): Promise<readonly string[]> {
  if (about === null || opened.includes(about.id)) return [];
  return threads === undefined ? threadOf(read, about) : (threads.get(about.id) ?? []);
}

/** The files that go along, the calendar file last. */
async function filesOf(
  keepCalendar: KeepCalendar,
  draft: MailDraft | CopyDraft,
): Promise<readonly KeptFile[]> {
  if (draft.channel === 'copy') return draft.copy.attachments ?? [];
  const { attachments = [], calendar } = draft;
  return calendar === undefined ? attachments : [...attachments, await keepCalendar(calendar)];
}

type KeepCalendar = (event: CalendarEvent) => Promise<KeptFile>;

/** Everybody who is reminded of a deadline gets the same file: it is made and kept once. */
function calendarKeeper(blobs: Tools['blobs']): KeepCalendar {
  const kept = new Map<string, KeptFile>();
  return async (event) => {
    const name = JSON.stringify(event);
    const before = kept.get(name);
    if (before !== undefined) return before;
    const { filename, contentType: type, content } = calendarFile(event);
    const bytes = Buffer.from(content);
    const file = { filename, type, bytes: bytes.length, sha256: await blobs.put(bytes) };
    kept.set(name, file);
    return file;
  };
}

/** Subject, text and HTML, and which message it is; a copy stays as it was, word for word. */
function contentOf({ programme, templates }: Desk, draft: MailDraft | CopyDraft) {
  if (draft.channel === 'copy') {
    const { of: message, subject, text, html } = draft.copy;
    return { message, subject, text, html };
  }
  const { message, toName } = draft;
  const common = commonValues(programme, toName);
  return { message: message.name, ...renderMessage(templates, { message, common }) };
}
