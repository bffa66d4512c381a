// A mail: recorded -> read -> classified -> decided -> committed, with exactly one effect whatever crashes when.
import type { Classification } from '../core/classify/classification.ts';
import { unreadable } from '../core/classify/classify.ts';
import { ignoreOldMail } from '../core/decide/old-mail.ts';
import { decideOtherMail } from '../core/decide/other-mail.ts';
import type { Decision } from '../core/decision.ts';
import { PermanentError, TransientError } from '../errors.ts';
import { type CommitResult, commit } from '../store/commit.ts';
import { noteFailure, triesBeforeParking, type UndecidedMail } from '../store/inbox.ts';
import { decideMail } from './decide-mail.ts';
import { junkFindCards } from './junk-finds.ts';
import { parkedCard } from './notices.ts';
import { prepare } from './prepare.ts';
import type { Desk, ReadResult, Shell } from './shell.ts';

const triesWhenStale = 6;
/** Minutes until the next try after the first, second ... failure. */
const retryMinutes = [1, 5, 20, 60];

/** A recorded mail with what reading it gave; a reading that failed is thrown when the mail is decided. */
export type MailInHand = { recorded: UndecidedMail; reading: () => Promise<ReadResult> };

type KeepDocument = (content: Uint8Array) => unknown;

/** Decides one recorded mail. What goes wrong is written down with the mail, and the rest go on. */
export async function onMail(
  shell: Shell,
  mail: MailInHand,
): Promise<'decided' | 'again' | 'parked' | 'gone'> {
  try {
    for (let tries = 0; tries < triesWhenStale; tries += 1) {
      const result = await decideOnce(shell, mail, (content) => shell.blobs.put(content));
      if (result !== 'stale') return 'decided';
    }
    throw new TransientError('others kept changing the same case');
  } catch (error) {
    return fail(shell, mail.recorded, error);
  }
}

/**
 * One try at reading, deciding and committing; everything it writes is one transaction.
 * @param keep puts a document on the disk; it has to be there when the transaction is committed
 */
export async function decideOnce(
  shell: Shell,
  { recorded, reading }: MailInHand,
  keep: KeepDocument,
): Promise<CommitResult> {
  const result = await reading();
  if (!result.ok) return commitUnreadable(shell, recorded, result.reason);
  const desk = shell.desks.find(({ programme }) => programme.name === result.programme);
  if (desk === undefined) throw new Error(`the programme ${result.programme} is not loaded`);
  waitForAuthentication(recorded, result);
  const { mail, classification } = result;
  const decision = await decideMail(shell, desk, { id: recorded.id, ...result });
  await keepDocuments(keep, decision, result);
  return commitDecision(shell, desk, {
    recorded,
    decision,
    classification,
    from: mail.from[0]?.address ?? null,
    subject: mail.subject,
    answered: classification.kind === 'payment' ? null : mail.messageId,
  });
}

/** Documents are on the disk before a row names them; what no row names is not kept. */
async function keepDocuments(
  keep: KeepDocument,
  { facts }: Decision,
  { mail, contents }: Extract<ReadResult, { ok: true }>,
): Promise<void> {
  const named = new Set(
    facts.flatMap((fact) =>
      fact.fact === 'submission-recorded' ? fact.submission.documents.map(({ sha256 }) => sha256) : [],
    ),
  );
  for (const [at, { sha256, problem }] of mail.attachments.entries()) {
    const content = contents[at];
    if (content !== undefined && named.has(sha256) && problem !== 'too-large') await keep(content);
  }
}

/** A lookup that failed for the moment is tried again later; only then does the mail count as not authenticated. */
function waitForAuthentication(
  { attempts }: UndecidedMail,
  { authentication }: Extract<ReadResult, { ok: true }>,
): void {
  if (authentication.temporary && attempts + 1 < triesBeforeParking)
    throw new TransientError(`the sender cannot be authenticated for the moment: ${authentication.reason}`);
}

async function commitUnreadable(
  shell: Shell,
  recorded: UndecidedMail,
  reason: string,
): Promise<CommitResult> {
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
    attachments: [],
    timeZone: desk.programme.timeZone,
    about: null,
    matched: 'nothing could be read',
    bouncedTo: null,
    homeless: null,
    likely: [],
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
  recorded: UndecidedMail;
  decision: Decision;
  classification: Classification;
  from: string | null;
  subject: string;
  answered: string | null;
};

async function commitDecision(shell: Shell, desk: Desk, decided: Decided): Promise<CommitResult> {
  const { recorded, decision, classification, from, subject, answered } = decided;
  const drafts = await prepare(shell, desk, decision.kind === 'ignore' ? [] : decision.drafts, {
    answering: answered,
    opened: decision.facts.flatMap((fact) =>
      fact.fact === 'application-opened' ? [fact.applicationId] : [],
    ),
  });
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

/** What would go wrong again is parked at once; anything else is tried again later. */
async function fail(
  shell: Shell,
  recorded: UndecidedMail,
  error: unknown,
): Promise<'again' | 'parked' | 'gone'> {
  const message = error instanceof Error ? error.message : String(error);
  const now = shell.now();
  const minutes = retryMinutes[Math.min(recorded.attempts, retryMinutes.length - 1)] ?? 60;
  const outcome = await noteFailure(shell.database, {
    id: recorded.id,
    error: message,
    now,
    retryAt: new Date(now.getTime() + minutes * 60_000),
    final: error instanceof PermanentError,
    card: parkedCard(shell, { ...recorded, now }, message),
    programme: shell.desks[0]?.programme.name ?? '',
  });
  shell.log.warn({ inboundMailId: recorded.id, outcome, err: error }, 'a mail could not be decided');
  return outcome;
}
