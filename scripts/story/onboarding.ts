// From a candidate to a certificate, and the pages that everybody sees.
import { setTimeout as sleep } from 'node:timers/promises';
import { pdf } from '../../test/fixtures/pdf.ts';
import { chapter, does, seen } from './narrator.ts';
import { answers, receives, storeWrites } from './people.ts';
import { glance } from './qualifying.ts';
import { expectEqual, receiptDate } from './steps.ts';
import { approver, channel, type World } from './world.ts';

const pat = { first: 'Pat', last: 'Doe', email: 'pat@example.org' };
const annualFee = {
  name: 'CASQA qualified IGP Trainer of Record (CGP ToR)',
  sku: null,
  quantity: 1,
  cents: 6500,
};

export async function theOnboarding(world: World): Promise<void> {
  chapter('5. Onboarding. Orientation, agreement and fee, in any order; then staff confirm.');
  const { today } = world.dates;
  await storeWrites(world, { number: '5001', payer: pat, items: [annualFee], ...receiptDate(today) });
  does('The store confirms order #5001: Pat paid the annual fee of $65.00.');
  const received = await receives(world, 'pat', /^Annual fee received/);
  seen(`Pat’s mailbox: "${received.subject}"`);
  const card = await cardOf(world, /Onboarding: Pat Doe/);
  seen(`Slack #tor-staff: "${glance(card.text)}"`);
  await clicks(world, card.ts, 'orientation-attended', /attended the orientation/);
  await theAgreement(world);
  await clicks(world, card.ts, 'qualify', /is a Trainer of Record/);
  const mail = await receives(world, 'pat', /^You are a Trainer of Record/);
  const [file] = mail.attachments;
  if (file === undefined || !file.content.subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw new Error('the certificate is not attached');
  seen(`Pat’s mailbox: "${mail.subject}"`, `attached: ${file.filename}, ${file.content.length} bytes`);
  const number = /Certificate number:\s*\**([A-Z0-9-]+)/.exec(mail.text ?? '')?.[1] ?? 'none';
  const page = await (await fetch(`${world.pages}/verify/${number}`)).text();
  if (!page.includes('Pat Doe')) throw new Error(`the verify page of ${number} does not show Pat`);
  seen(
    `${world.pages}/verify/${number}: the certificate is Pat’s, and what the page says is what is printed on it`,
  );
}

/** Pat sends the agreement back; staff sign it, too. */
async function theAgreement(world: World): Promise<void> {
  const toSign = await receives(world, 'pat', /sign the Compliance Agreement/);
  const attachment = { filename: 'agreement signed.pdf', content: await pdf(4) };
  const from = 'Pat Doe <pat@example.org>';
  await answers(world, { from, to: toSign, text: 'Here it is, signed.\n\nPat', attachment });
  does('Pat replies with the signed agreement.');
  const received = await receives(world, 'pat', /^We received your signed Compliance Agreement/);
  seen(`Pat’s mailbox: "${received.subject}"`);
  const card = await cardOf(world, /Signed agreement: Pat Doe/);
  seen(`Slack #tor-staff: "${glance(card.text)}"`);
  await clicks(world, card.ts, 'countersigned', /no PDF of an approver in the thread/);
  await clicks(world, card.ts, 'countersigned-elsewhere', /signed by both/);
  const complete = await receives(world, 'pat', /^Your Compliance Agreement is signed by both sides/);
  seen(`Pat’s mailbox: "${complete.subject}"`);
}

export async function theList(world: World): Promise<void> {
  chapter('6. The public list. It is what staff have confirmed, and changes only when they say so.');
  const card = await cardOf(world, /Public list of IGP Trainer of Record/);
  expectEqual(await names(world), [], 'people on the public list before it is published');
  seen('Slack #tor-staff: a card shows how the list would change. The page shows nobody yet.');
  await clicks(world, card.ts, 'publish', /Published: the public page shows 1 person/);
  for (let waited = 0; waited < 20 && (await names(world)).length === 0; waited += 1) await sleep(1000);
  expectEqual(await names(world), ['Robin Roe'], 'people on the public list');
  seen(`${world.pages}/roster.json: Robin Roe, whose term has begun. Pat’s begins on July 1.`);
}

async function clicks(world: World, messageTs: string, choice: string, words: RegExp): Promise<void> {
  await world.slack.click({ channel, messageTs, user: approver.id }, choice);
  const told = await world.slack.waitForMessage(channel, (message) => {
    const { ephemeral_to, text = '' } = message as { ephemeral_to?: string; text?: string };
    return ephemeral_to === approver.id && words.test(text);
  });
  seen(`Avery clicks; Slack, to Avery alone: "${told.text}"`);
}

async function cardOf({ slack }: World, title: RegExp) {
  return slack.waitForMessage(channel, (message) => title.test(JSON.stringify(message.blocks ?? [])));
}

async function names({ pages }: World): Promise<string[]> {
  const { lists } = (await (await fetch(`${pages}/roster.json`)).json()) as {
    lists: { trainers: { name: string }[] }[];
  };
  return lists.flatMap(({ trainers }) => trainers.map(({ name }) => name));
}
