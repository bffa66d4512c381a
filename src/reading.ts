// One raw message, read with everything the mail room and core know of it: parsed, authenticated, its files looked
// into, classified. Runs in a thread of its own (reading-thread.ts); needs no database and no other server than DNS.
import { programmeFor } from './core/addressee.ts';
import type { Classification } from './core/classify/classification.ts';
import { classifyAmong } from './core/classify/classify-among.ts';
import type { Authentication, ParsedMail } from './core/mail.ts';
import { wordsForBytes } from './core/soq-limits.ts';
import type { MessageToRead, ReadResult } from './handlers/shell.ts';
import { arrival } from './mail/arrival.ts';
import { authenticate, authenticateByHeader } from './mail/authenticate.ts';
import { inspectAttachments } from './mail/inspect.ts';
import { leaveClosed } from './mail/leave-closed.ts';
import { openFile } from './mail/open-file.ts';
import { type Oversize, oversizeAttachments, oversizeOf, unfetchedReason } from './mail/oversize.ts';
import { openStoredMessage, type StoredMessage } from './mail/stored-message.ts';
import type { Programme } from './programme/schema.ts';

/** What is the same for all messages. Plain data, so that it can be handed to a thread. */
export type ReadingRules = {
  programmes: readonly Programme[];
  /** Name of the mail server whose Authentication-Results are believed; null: none. */
  authservId: string | null;
  /** Whether signatures may be checked by asking DNS when there is no such server. */
  mayAskDns: boolean;
};

/**
 * Reads the message in a file.
 * @throws when the file cannot be read, or is not what its hash says; never for what is in the message
 */
export async function readMessage(message: MessageToRead, rules: ReadingRules): Promise<ReadResult> {
  const stored = await openStoredMessage(message.path, message.sha256);
  const parsed = await stored.parse(keptSizes(rules));
  if (!parsed.ok) return parsed;
  const unfetched = unfetchedReason(parsed.mail.headers);
  if (unfetched !== null)
    return { ok: false, reason: `the mail server did not give this message: ${unfetched}` };
  const addressed = programmeFor(rules.programmes, parsed.mail);
  const oversize = oversizeOf(parsed.mail.headers);
  const inspected = await inspectAttachments(
    parsed.files,
    addressed.soq,
    message.openFiles ? openFile : leaveClosed,
  );
  const attachments =
    oversize === null ? inspected.attachments : oversizeAttachments(oversize, addressed.soq);
  const mail = { ...parsed.mail, attachments };
  const authentication = await authenticationOf(stored, mail, rules);
  const found = classifyAmong(rules.programmes, addressed, mail, authentication);
  const { programme } = found;
  const classification = marked(found.classification, oversize);
  return {
    ok: true,
    programme: programme.name,
    // Large, and of no use to anybody any more.
    mail: { ...mail, html: null },
    contents:
      ['submission', 'agreement'].includes(classification.kind) && oversize === null
        ? inspected.contents
        : [],
    arrival: arrival(mail.headers, message.internalDate) ?? {
      receivedAt: message.internalDate,
      source: 'internal-date',
      statedAt: null,
    },
    authentication,
    classification,
  };
}

/** Whoever reads the verdict on a message that is not there as a whole is to know it. */
function marked(classification: Classification, oversize: Oversize | null): Classification {
  if (oversize === null) return classification;
  const size = wordsForBytes(oversize.bytes);
  const left = `the mail was too large to be fetched (${size}): only its text and the list of its files were read`;
  return { ...classification, reason: `${classification.reason}; ${left}` };
}

/** Of a larger file only size and kind matter: no programme takes it. */
function keptSizes({ programmes }: ReadingRules) {
  return {
    each: Math.max(...programmes.map(({ soq }) => soq.maxBytesEach)),
    total: Math.max(...programmes.map(({ soq }) => soq.maxBytesTotal)),
  };
}

async function authenticationOf(
  { raw }: StoredMessage,
  mail: ParsedMail,
  { authservId, mayAskDns }: ReadingRules,
): Promise<Authentication> {
  if (mayAskDns) return authenticate(raw, mail, { authservId });
  const why =
    authservId === null
      ? 'no AUTHSERV_ID is configured'
      : `no Authentication-Results of ${authservId} on top`;
  const byHeader = authservId === null ? null : authenticateByHeader(mail, authservId);
  return (
    byHeader ?? { authenticated: false, domain: null, reason: `not authenticated: ${why}`, temporary: false }
  );
}
