// What is mutated: one mail of each kind that the fixtures can make, or the raw mails of a folder.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mixedMails } from '../bench/mails.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { authorizeNetMail } from '../fixtures/authorize-net.ts';
import { drupalCommerceMail } from '../fixtures/drupal-commerce.ts';
import { genericMail } from '../fixtures/generic.ts';
import { machineMails } from '../fixtures/machine-mail.ts';
import { passedOnText, passedOnWhole, personMail } from '../fixtures/passed-on.ts';
import { payPalMail } from '../fixtures/paypal.ts';
import { lockedPdf, pdf } from '../fixtures/pdf.ts';
import { squareMail } from '../fixtures/square.ts';
import { stripeMail } from '../fixtures/stripe.ts';
import { tnef } from '../fixtures/tnef.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { docx, zip } from '../fixtures/zip.ts';

/** Larger ones would only be slower. */
const largest = 512 * 1024;

export async function ownSeeds(): Promise<Buffer[]> {
  const shops = (['html', 'text', 'both'] as const).flatMap((format) => [
    orderMail({ format }),
    orderMail({ format, look: 'improved', encoding: 'base64' }),
    orderMail({ format, kind: 'refunded', encoding: 'quoted-printable' }),
    ...[authorizeNetMail, drupalCommerceMail, genericMail, payPalMail, squareMail, stripeMail].map((mail) =>
      mail({ format }),
    ),
  ]);
  const words = 'Total: $530.00\n[Order #4812] (May 10, 2023)\n';
  const passedOn = (['gmail', 'outlook', 'apple', 'quoted'] as const).map((how) =>
    personMail({ subject: 'Fwd: Your order' }, [
      { type: 'text/plain', body: passedOnText(how, words, 'See below.') },
    ]),
  );
  const whole = (['attached', 'attached-base64', 'eml-file'] as const).map((how) =>
    passedOnWhole(how, orderMail(), 'See the attached mail.'),
  );
  return [
    ...shops,
    ...passedOn,
    ...whole,
    ...machineMails(),
    ...(await withFiles()),
    ...(await mixedMails(20)),
  ];
}

async function withFiles(): Promise<Buffer[]> {
  const page = await pdf(2);
  const files = [
    { filename: 'soq.pdf', type: 'application/pdf', content: page },
    { filename: 'locked.pdf', type: 'application/pdf', content: lockedPdf() },
    { filename: 'soq.docx', type: 'application/octet-stream', content: docx(3) },
    { filename: 'soq.zip', type: 'application/zip', content: zip({ path: 'soq.pdf', content: page }) },
    {
      filename: 'winmail.dat',
      type: 'application/ms-tnef',
      content: tnef([{ title: 'soq.pdf', data: page }]),
    },
  ];
  const mails = files.map((file) => applicantMail({ to: 'tor@casqa.example', attachments: [file] }));
  return Promise.all([...mails, applicantMail({ to: 'tor@casqa.example', attachments: files })]);
}

/** Every file below the folder that is not too large to be a seed. */
export function seedsFrom(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size <= largest)
    .sort()
    .map((path) => readFileSync(path));
}
