// The `classify` command: what raw messages are, one object a file, without network or database.

import type { Classification } from '../core/classify/classification.ts';
import { unreadable } from '../core/classify/classify.ts';
import type { Authentication, ParsedMail } from '../core/mail.ts';
import type { PaymentReading } from '../core/payments/reading.ts';
import type { ReadMail } from './shell.ts';

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

/** How many files are read ahead of the one whose line is printed. */
const ahead = 16;

/**
 * Classifies the files, in their order. No file stops the others: what cannot be read, or not in time, is `unreadable`.
 * @param read as the service reads its mail, but with the network left alone
 */
export async function* classifyFiles(files: readonly string[], read: ReadMail): AsyncGenerator<ClassifyLine> {
  const lines: Promise<ClassifyLine>[] = [];
  for (const [at, file] of files.entries()) {
    lines.push(classifyFile(file, read));
    if (at >= ahead) yield (await lines.shift()) as ClassifyLine;
  }
  for (const line of lines) yield await line;
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

async function classifyFile(file: string, read: ReadMail): Promise<ClassifyLine> {
  try {
    // The only use of the date is for a mail without a Received field, and no line says when a mail came.
    const result = await read({ path: file, sha256: null, internalDate: new Date(0), openFiles: true });
    return result.ok
      ? describe(file, result.mail, result.authentication, result.classification)
      : unreadLine(file, result.reason);
  } catch (cause) {
    return unreadLine(file, cause instanceof Error ? cause.message : String(cause));
  }
}

function unreadLine(file: string, reason: string): ClassifyLine {
  const notRead = 'not authenticated: it could not be read';
  const authentication = { authenticated: false, domain: null, reason: notRead, temporary: false };
  return describe(file, null, authentication, unreadable(reason));
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
