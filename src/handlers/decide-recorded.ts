// A recorded mail that has been read, to the one change that it makes. Writes nothing but the documents that it names.
import type { Classification } from '../core/classify/classification.ts';
import { unreadable } from '../core/classify/classify.ts';
import type { Assignment } from '../core/decide/assignment.ts';
import { ignoreOldMail } from '../core/decide/old-mail.ts';
import { decideOtherMail } from '../core/decide/other-mail.ts';
import type { Decision } from '../core/decision.ts';
import { TransientError } from '../errors.ts';
import type { Commit } from '../store/commit.ts';
import { triesBeforeParking, type UndecidedMail } from '../store/inbox.ts';
import { decideMail } from './decide-mail.ts';
import { deskOfCase } from './desk-of-case.ts';
import { junkFindCards } from './junk-finds.ts';
import { prepare } from './prepare.ts';
import type { Desk, ReadResult, Shell } from './shell.ts';

/** A recorded mail with what reading it gave; a reading that failed is thrown when the mail is decided. */
export type MailInHand = { recorded: UndecidedMail; reading: () => Promise<ReadResult> };

/**
 * Decides from what is committed now; when that has changed until the change is committed, it is `stale`.
 * @throws what went wrong with reading; TransientError when the sender cannot be authenticated for the moment
 */
export async function decideRecorded(shell: Shell, { recorded, reading }: MailInHand): Promise<Commit> {
  const result = await reading();
  if (!result.ok) return decideUnreadable(shell, recorded, result.reason);
  const addressed = shell.desks.find(({ programme }) => programme.name === result.programme);
  if (addressed === undefined) throw new Error(`the programme ${result.programme} is not loaded`);
  waitForAuthentication(recorded, result);
  const { mail, classification } = result;
  const readable = { id: recorded.id, assigned: assignmentOf(recorded), ...result };
  const desk = await deskOfCase(shell, addressed, readable);
  const decision = await decideMail(shell, desk, readable);
  await keepDocuments(shell, decision, result);
  return changeOf(shell, desk, {
    recorded,
    decision,
    classification,
    from: mail.from[0]?.address ?? null,
    subject: mail.subject,
    answered: classification.kind === 'payment' ? null : mail.messageId,
  });
}

function assignmentOf({ assignedTo, assignedName, assignedBy }: UndecidedMail): Assignment | null {
  return assignedTo === null ? null : { address: assignedTo, name: assignedName, by: assignedBy ?? '' };
}

/** Documents are on the disk before a row names them; what no row names is not kept. */
async function keepDocuments(
  { blobs }: Shell,
  decision: Decision,
  { mail, contents }: Extract<ReadResult, { ok: true }>,
): Promise<void> {
  const documents = decision.facts.flatMap((fact) =>
    fact.fact === 'submission-recorded' ? fact.submission.documents : [],
  );
  const files = (decision.kind === 'ignore' ? [] : decision.drafts).flatMap((draft) =>
    draft.channel === 'slack' ? (draft.prompt.files ?? []) : [],
  );
  const named = new Set([...documents, ...files].map(({ sha256 }) => sha256));
  for (const [at, { sha256, problem }] of mail.attachments.entries()) {
    const content = contents[at];
    if (content !== undefined && named.has(sha256) && problem !== 'too-large') await blobs.put(content);
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

async function decideUnreadable(shell: Shell, recorded: UndecidedMail, reason: string): Promise<Commit> {
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
    ourMail: null,
    homeless: null,
    likely: [],
    assigned: null,
    promptId: shell.newId(),
    now: shell.now(),
  });
  return changeOf(shell, desk, {
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

async function changeOf(shell: Shell, desk: Desk, decided: Decided): Promise<Commit> {
  const { recorded, decision, classification, from, subject, answered } = decided;
  const drafts = await prepare(shell, desk, decision.kind === 'ignore' ? [] : decision.drafts, {
    answering: answered,
    opened: decision.facts.flatMap((fact) =>
      fact.fact === 'application-opened' ? [fact.applicationId] : [],
    ),
  });
  drafts.push(...(await junkFindCards(shell, desk, decided)));
  return {
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
  };
}
