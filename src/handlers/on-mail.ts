// A mail: recorded -> read -> classified -> decided -> committed, with exactly one effect whatever crashes when.
import type { Classification } from '../core/classify/classification.ts';
import { classify, unreadable } from '../core/classify/classify.ts';
import { ignoreOldMail } from '../core/decide/old-mail.ts';
import { decideOtherMail } from '../core/decide/other-mail.ts';
import type { Decision } from '../core/decision.ts';
import { TransientError } from '../errors.ts';
import { type CommitResult, commit } from '../store/commit.ts';
import { noteFailure, triesBeforeParking, undecidedMail, undecidedMails } from '../store/inbox.ts';
import { decideMail } from './decide-mail.ts';
import { deskFor } from './find-case.ts';
import { junkFindCards } from './junk-finds.ts';
import { parkedCard } from './notices.ts';
import { prepare } from './prepare.ts';
import type { Desk, ReadResult, Shell } from './shell.ts';

type Recorded = NonNullable<Awaited<ReturnType<typeof undecidedMail>>>;

const triesWhenStale = 6;
/** Minutes until the next try after the first, second ... failure. */
const retryMinutes = [1, 5, 20, 60];

/** Decides every recorded mail that is due. @returns how many were decided or parked */
export async function decideMails(shell: Shell): Promise<number> {
  let done = 0;
  for (;;) {
    const ids = await undecidedMails(shell.database, shell.now(), 50);
    if (ids.length === 0) return done;
    for (const id of ids) {
      await onMail(shell, id);
      done += 1;
    }
  }
}

/** Decides one recorded mail. What goes wrong is written down with the mail, and the rest go on. */
async function onMail(shell: Shell, id: string): Promise<'decided' | 'again' | 'parked' | 'gone'> {
  const recorded = await undecidedMail(shell.database, id);
  if (recorded === null) return 'gone';
  try {
    for (let tries = 0; tries < triesWhenStale; tries += 1) {
      const result = await decideOnce(shell, recorded);
      if (result !== 'stale') return 'decided';
    }
    throw new TransientError('others kept changing the same case');
  } catch (error) {
    return fail(shell, recorded, error);
  }
}

async function decideOnce(shell: Shell, recorded: Recorded): Promise<CommitResult> {
  const raw = await shell.blobs.get(recorded.sha256);
  const soqOf = (mail: Parameters<typeof deskFor>[1]) => deskFor(shell.desks, mail).programme.soq;
  const result = await shell.readMail(raw, { internalDate: recorded.internalDate, soqOf });
  if (!result.ok) return commitUnreadable(shell, recorded, result.reason);
  const desk = deskFor(shell.desks, result.mail);
  waitForAuthentication(recorded, result);
  const classification = classify(result.mail, result.authentication, desk.programme);
  const decision = await decideMail(shell, desk, { id: recorded.id, ...result, classification });
  await keepDocuments(shell, decision, result.contents);
  const answered = classification.kind === 'payment' ? null : result.mail.messageId;
  const from = result.mail.from[0]?.address ?? null;
  return commitDecision(shell, desk, {
    recorded,
    decision,
    classification,
    from,
    subject: result.mail.subject,
    answered,
  });
}

/** Documents are on the disk before a row names them. */
async function keepDocuments(
  shell: Shell,
  decision: Decision,
  contents: readonly Uint8Array[],
): Promise<void> {
  if (!decision.facts.some(({ fact }) => fact === 'submission-recorded')) return;
  for (const content of contents) await shell.blobs.put(Buffer.from(content));
}

/** A lookup that failed for the moment is tried again later; only then does the mail count as not authenticated. */
function waitForAuthentication(
  { attempts }: Recorded,
  { authentication }: Extract<ReadResult, { ok: true }>,
): void {
  if (authentication.temporary && attempts + 1 < triesBeforeParking)
    throw new TransientError(`the sender cannot be authenticated for the moment: ${authentication.reason}`);
}

async function commitUnreadable(shell: Shell, recorded: Recorded, reason: string): Promise<CommitResult> {
  const [desk] = shell.desks;
  if (desk === undefined) throw new Error('no programme is loaded');
  const classification = unreadable(reason);
  const old = ignoreOldMail(shell.intake.since, recorded.internalDate, desk.programme.timeZone);
  const unread = decideOtherMail({
    classification,
    inboundMailId: recorded.id,
    from: '(not readable)',
    subject: '',
    arrival: { receivedAt: recorded.internalDate, source: 'internal-date', statedAt: null },
    timeZone: desk.programme.timeZone,
    about: null,
    matched: 'nothing could be read',
    bouncedTo: null,
    homeless: null,
    promptId: shell.newId(),
    now: shell.now(),
  });
  return commitDecision(shell, desk, {
    recorded,
    decision: old ?? unread,
    classification,
    from: null,
    subject: '',
    answered: null,
  });
}

type Decided = {
  recorded: Recorded;
  decision: Decision;
  classification: Classification;
  from: string | null;
  subject: string;
  answered: string | null;
};

async function commitDecision(shell: Shell, desk: Desk, decided: Decided): Promise<CommitResult> {
  const { recorded, decision, classification, from, subject, answered } = decided;
  const drafts = await prepare(shell, desk, decision.kind === 'ignore' ? [] : decision.drafts, answered);
  drafts.push(...(await junkFindCards(shell, desk, decided)));
  return commit(shell.database, {
    cause: {
      kind: 'mail',
      inboundMailId: recorded.id,
      verdict: { kind: classification.kind, reason: classification.reason, from, subject },
    },
    programme: desk.programme.name,
    event:
      decision.kind === 'apply'
        ? decision.event
        : `mail-${decision.kind === 'ignore' ? 'ignored' : 'to-review'}`,
    by: from ?? 'unknown sender',
    reason: decision.reason,
    about: decision.about,
    personId: decision.kind === 'apply' ? decision.personId : null,
    expects: decision.kind === 'apply' ? decision.expects : [],
    facts: decision.facts,
    drafts,
    now: shell.now(),
  });
}

async function fail(shell: Shell, recorded: Recorded, error: unknown): Promise<'again' | 'parked' | 'gone'> {
  const message = error instanceof Error ? error.message : String(error);
  const now = shell.now();
  const minutes = retryMinutes[Math.min(recorded.attempts, retryMinutes.length - 1)] ?? 60;
  const retryAt = new Date(now.getTime() + minutes * 60_000);
  const outcome = await noteFailure(shell.database, {
    id: recorded.id,
    error: message,
    now,
    retryAt,
    card: parkedCard(shell, { ...recorded, now }, message),
    programme: shell.desks[0]?.programme.name ?? '',
  });
  shell.log.warn({ inboundMailId: recorded.id, outcome, err: error }, 'a mail could not be decided');
  return outcome;
}
