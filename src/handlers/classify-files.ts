// The `classify` command: what raw messages are, one object a file, without network or database.

import type { Classification } from '../core/classify/classification.ts';
import { classify, unreadable } from '../core/classify/classify.ts';
import type { Authentication, ParsedMail } from '../core/mail.ts';
import type { PaymentReading } from '../core/payments/reading.ts';
import type { Programme } from '../programme/schema.ts';

/** One line of the command's output. Keys and their order are fixed by the contract. */
export type ClassifyLine = {
  file: string;
  kind: Classification['kind'];
  reason: string;
  authenticated: boolean;
  authentication: string;
  payment: Omit<PaymentReading, 'paidAt' | 'doubts'> | null;
  bounce: Classification['bounce'];
  command: Classification['command'];
  attachments: readonly Omit<ParsedMail['attachments'][number], 'sha256'>[];
  replyText: string;
};

export type ClassifyTools = {
  programme: Programme;
  /** Name of the mail server whose Authentication-Results are believed; null: none, so nothing is authenticated. */
  authservId: string | null;
  readFile: (file: string) => Promise<Buffer>;
  readMail: (
    raw: Buffer,
    limits: Programme['soq'],
  ) => Promise<{ ok: true; mail: ParsedMail } | { ok: false; reason: string }>;
  authenticateByHeader: (mail: ParsedMail, authservId: string) => Authentication | null;
};

/** Classifies the files one after the other. No file stops the others: what cannot be read is `unreadable`. */
export async function* classifyFiles(
  files: readonly string[],
  tools: ClassifyTools,
): AsyncGenerator<ClassifyLine> {
  for (const file of files) {
    yield await classifyFile(file, tools);
  }
}

/** The line of one file, with the keys of the contract in its order. */
export function describe(
  file: string,
  mail: ParsedMail | null,
  authentication: Authentication,
  classification: Classification,
): ClassifyLine {
  return {
    file,
    kind: classification.kind,
    reason: classification.reason,
    authenticated: authentication.authenticated,
    authentication: authentication.reason,
    payment: classification.payment && describePayment(classification.payment),
    bounce: classification.bounce && describeBounce(classification.bounce),
    command: classification.command,
    attachments: (mail?.attachments ?? []).map(
      ({ filename, type, bytes, pages, problem, within, holds }) => ({
        filename,
        type,
        bytes,
        pages,
        problem,
        ...(within === undefined ? {} : { within }),
        ...(holds === undefined ? {} : { holds }),
      }),
    ),
    replyText: classification.replyText,
  };
}

async function classifyFile(file: string, tools: ClassifyTools): Promise<ClassifyLine> {
  try {
    const read = await tools.readMail(await tools.readFile(file), tools.programme.soq);
    if (!read.ok) {
      return describe(file, null, notChecked('it could not be read'), unreadable(read.reason));
    }
    const authentication = authenticationOf(read.mail, tools);
    return describe(file, read.mail, authentication, classify(read.mail, authentication, tools.programme));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return describe(file, null, notChecked('it could not be read'), unreadable(reason));
  }
}

function authenticationOf(
  mail: ParsedMail,
  { authservId, authenticateByHeader }: ClassifyTools,
): Authentication {
  if (authservId === null) {
    return notChecked('no AUTHSERV_ID is configured');
  }
  return (
    authenticateByHeader(mail, authservId) ?? notChecked(`no Authentication-Results of ${authservId} on top`)
  );
}

function notChecked(why: string): Authentication {
  return { authenticated: false, domain: null, reason: `not authenticated: ${why}`, temporary: false };
}

function describePayment(payment: PaymentReading): ClassifyLine['payment'] {
  const { vendor, order, status, amountCents, currency, items, purpose, payer, paidOn } = payment;
  return {
    vendor,
    order,
    status,
    amountCents,
    currency,
    items: items.map((item) => ({
      name: item.name,
      sku: item.sku,
      quantity: item.quantity,
      amountCents: item.amountCents,
    })),
    purpose,
    payer: { name: payer.name, email: payer.email },
    paidOn,
  };
}

function describeBounce({
  recipients,
  originalMessageId,
}: NonNullable<Classification['bounce']>): ClassifyLine['bounce'] {
  return {
    recipients: recipients.map(({ address, action, status, permanent }) => ({
      address,
      action,
      status,
      permanent,
    })),
    originalMessageId,
  };
}
