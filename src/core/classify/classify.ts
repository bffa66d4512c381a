// What a message is. The order of the questions is the rule: each later one may rely on the earlier ones having said no.
import type { Programme } from '../../programme/schema.ts';
import type { Authentication, ParsedMail } from '../mail.ts';
import { autoReply } from './auto-reply.ts';
import { bounce } from './bounce.ts';
import { bulk } from './bulk.ts';
import { calendar } from './calendar.ts';
import { isChallenge } from './challenge.ts';
import type { Classification } from './classification.ts';
import { command } from './command.ts';
import { complaint } from './complaint.ts';
import { documentsOf, isAgreement } from './documents.ts';
import { bodyOf } from './header.ts';
import { machineReport } from './machine-report.ts';
import { ownMail, ownMark } from './own-mail.ts';
import { paymentVerdict } from './payment-verdict.ts';
import { replyText } from './reply-text.ts';

type Verdict = Pick<Classification, 'kind' | 'reason'> & Partial<Classification>;

/** The verdict on a parsed mail, with a reason that staff understand. Depends on nothing but its arguments. */
export function classify(
  mail: ParsedMail,
  authentication: Authentication,
  programme: Programme,
): Classification {
  const written = replyText(bodyOf(mail));
  const verdict = machineVerdict(mail, authentication, programme) ?? writtenVerdict(mail, written);
  return { payment: null, bounce: null, command: null, replyText: written, ...verdict };
}

/** The verdict on a message that could not be parsed. */
export function unreadable(reason: string): Classification {
  return { kind: 'unreadable', reason, payment: null, bounce: null, command: null, replyText: '' };
}

function machineVerdict(
  mail: ParsedMail,
  authentication: Authentication,
  programme: Programme,
): Verdict | null {
  const report = reportVerdict(mail);
  if (report) {
    return report;
  }
  const own = ownMail(mail, programme);
  if (own) {
    return { kind: 'own-mail', reason: own };
  }
  const believed = paymentVerdict(mail, authentication, programme);
  if (believed?.kind === 'payment') {
    // Before the signs of machines: stores send through services that add list and automatic fields.
    return believed;
  }
  const meeting = calendar(mail);
  if (meeting && documentsOf(mail).every(({ problem }) => problem === 'tnef')) {
    return { kind: 'calendar', reason: meeting };
  }
  if (!believed && isChallenge(mail)) {
    return {
      kind: 'auto-reply',
      reason: 'a filter asks for a proof that a person sent our mail',
      notice: { what: 'challenge', originalMessageId: mail.inReplyTo[0] ?? null },
    };
  }
  const automatic = autoReply(mail);
  if (automatic && !(believed && mail.inReplyTo.length === 0)) {
    return { kind: 'auto-reply', reason: automatic };
  }
  const many = bulk(mail, programme);
  return believed ?? (many ? { kind: 'bulk', reason: many } : null);
}

/** What mail systems tell about our mails, most of it as fields; and what our own marks say. */
function reportVerdict(mail: ParsedMail): Verdict | null {
  const marked = ownMark(mail);
  if (marked) {
    return { kind: 'own-mail', reason: marked };
  }
  const complained = complaint(mail);
  if (complained) {
    const { originalMessageId } = complained.complaint;
    const what = complained.complaint.about === 'unsubscribe' ? 'unsubscribe' : 'complaint';
    const notice = { what, originalMessageId } as const;
    return { kind: 'auto-reply', reason: complained.reason, notice };
  }
  const bounced = bounce(mail);
  if (bounced) {
    return { kind: 'bounce', reason: bounced.reason, bounce: bounced.report };
  }
  const told = machineReport(mail);
  return told === null ? null : { kind: 'auto-reply', reason: told };
}

function writtenVerdict(mail: ParsedMail, written: string): Verdict {
  const documents = documentsOf(mail);
  const names = documents.map(({ filename }) => filename).join(', ');
  if (isAgreement(documents, mail.subject)) {
    return { kind: 'agreement', reason: `a compliance agreement is attached: ${names}` };
  }
  if (documents.length > 0) {
    return { kind: 'submission', reason: `documents are attached: ${names}` };
  }
  const asked = command(mail.subject, written);
  return asked
    ? { kind: 'command', reason: `the command ${asked.toUpperCase()}`, command: asked }
    : { kind: 'question', reason: 'a person wrote it, and no document is attached' };
}
