// The messages that fuzzing starts from: our own fixtures, or a folder of raw mails.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { authorizeNetMail } from '../fixtures/authorize-net.ts';
import { drupalCommerceMail } from '../fixtures/drupal-commerce.ts';
import { genericMail } from '../fixtures/generic.ts';
import { machineMails } from '../fixtures/machine-mail.ts';
import { passedOnText, passedOnWhole, personMail } from '../fixtures/passed-on.ts';
import { payPalMail } from '../fixtures/paypal.ts';
import { nested, rawMail } from '../fixtures/raw-mail.ts';
import { squareMail } from '../fixtures/square.ts';
import { stripeAmountInTextOnly, stripeMail } from '../fixtures/stripe.ts';
import { orderMail } from '../fixtures/woocommerce.ts';

export type Seed = { name: string; raw: Buffer };

/** Larger files are left out: what makes a mail large is told by mutations. */
const largestFile = 2_000_000;

export async function ownSeeds(): Promise<Seed[]> {
  const mails: Record<string, readonly Buffer[]> = {
    woocommerce: [orderMail(), orderMail({ format: 'text' }), orderMail({ format: 'both' })],
    drupal: [drupalCommerceMail(), drupalCommerceMail({ format: 'text' })],
    stripe: [stripeMail(), stripeMail({}, 'charge'), stripeAmountInTextOnly()],
    paypal: [payPalMail(), payPalMail({}, 'merchant')],
    square: [squareMail(), squareMail({}, 'sentence')],
    gateway: [authorizeNetMail()],
    generic: [genericMail(), genericMail({ format: 'html' })],
    applicant: [
      await applicantMail({ to: 'tor+a-1@casqa.example', inReplyTo: '<torq.ab12.f00d@casqa.example>' }),
      await applicantMail({ to: 'tor@casqa.example', subject: 'STATUS', attachments: [] }),
    ],
    forward: (['gmail', 'outlook', 'apple', 'quoted'] as const).map((how) =>
      personMail({ subject: 'Fwd: my receipt' }, [
        { type: 'text/plain', body: passedOnText(how, 'Order #4812 (May 10, 2023)\nTotal: $530.00', 'I paid.') },
      ]),
    ),
    attached: (['attached', 'attached-base64', 'eml-file'] as const).map((how) =>
      passedOnWhole(how, orderMail(), 'My receipt.'),
    ),
    machine: machineMails(),
    nested: [nestedMail()],
  };
  return Object.entries(mails).flatMap(([name, raws]) => raws.map((raw, index) => ({ name: `${name} ${index}`, raw })));
}

/** Every file in a folder and below it. */
export function seedsFrom(folder: string): Seed[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((name) => ({ name, path: join(folder, name) }))
    .filter(({ path }) => statSync(path).isFile() && statSync(path).size <= largestFile)
    .map(({ name, path }) => ({ name, raw: readFileSync(path) }));
}

function nestedMail(): Buffer {
  const html = '<table><tr><td>Total</td><td>$65.00</td></tr></table><blockquote>On May 10 Pat wrote:</blockquote>';
  return rawMail(
    [
      ['From', '=?utf-8?q?P=C3=A4t?= <pat@example.org>'],
      ['To', 'tor@casqa.example'],
      ['Subject', '=?utf-8?b?w4RuZGVydW5n?= of my address'],
    ],
    [
      nested(
        [
          { type: 'text/plain', body: 'Gr\u00fc\u00dfe', encoding: 'quoted-printable', charset: 'iso-8859-1' },
          { type: 'text/html', body: html, encoding: 'base64' },
        ],
        'alternative',
      ),
      { type: 'image/png', body: Buffer.from('89504e470d0a1a0a', 'hex'), encoding: 'base64', filename: 'a.png' },
    ],
  );
}
