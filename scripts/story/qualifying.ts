// The first half: from the fee to the decision.
import { lockedPdf, pdf } from '../../test/fixtures/pdf.ts';
import { chapter, does, seen } from './narrator.ts';
import { answers, mailboxOf, receives, storeWrites } from './people.ts';
import { at, plusDays } from './programme-copy.ts';
import { expectEqual, receiptDate, theClock, tick } from './steps.ts';
import { approver, bystander, channel, type World } from './world.ts';

const pat = { first: 'Pat', last: 'Doe', email: 'pat@example.org' };
const sam = { first: 'Sam', last: 'Ray', email: 'sam@example.org' };

export async function theFee(world: World): Promise<void> {
  chapter('1. The fee. The store writes to tor@casqa.example; the mail is DKIM-signed and really verified.');
  await storeWrites(world, { number: '4812', payer: pat, ...receiptDate(world.dates.today) });
  does('The store confirms order #4812: Pat Doe paid $530.00 for "IGP Trainer of Record SOQ Submittal Fee".');
  const instructions = await receives(world, 'pat', /send your SOQ/);
  seen(`Pat’s mailbox: "${instructions.subject}"`, `Reply-To: ${instructions.replyTo?.text}`);
  await storeWrites(world, {
    number: '4812',
    kind: 'completed',
    payer: pat,
    ...receiptDate(world.dates.today),
  });
  does('The store writes again about the same order ("completed").');
  await storeWrites(
    world,
    { number: '6660', payer: { ...pat, email: 'mallory@example.org' }, ...receiptDate(world.dates.today) },
    false,
  );
  does('Mallory sends a forged confirmation of order #6660, with the store’s name as its sender.');
  await storeWrites(world, { number: '4813', payer: sam, format: 'text', ...receiptDate(world.dates.today) });
  does('The store confirms order #4813: Sam Ray paid too (a text-only mail this time).');
  await receives(world, 'sam', /send your SOQ/);
  seen('Sam’s mailbox: the instructions.');
  const review = await world.slack.waitForMessage(channel, (message) =>
    JSON.stringify(message).includes('6660'),
  );
  seen(
    `Slack #tor-staff: "${glance(review.text)}"`,
    'the forged mail moved nothing; a person is asked to look',
  );
  expectEqual(await mailboxOf(world, 'mallory'), [], 'Mallory got mail');
  expectEqual((await mailboxOf(world, 'pat')).length, 1, 'mails in Pat’s mailbox');
  seen('Pat’s mailbox holds one mail: the second confirmation changed nothing. Mallory’s is empty.');
}

export async function theSoq(world: World): Promise<void> {
  chapter('2. The SOQ. Pat answers the mail, first with a PDF that has a password on it.');
  const instructions = await receives(world, 'pat', /send your SOQ/);
  const from = 'Pat Doe <pat@example.org>';
  const locked = { filename: 'Pat Doe SOQ.pdf', content: lockedPdf() };
  await answers(world, { from, to: instructions, text: 'Here is my SOQ.\n\nPat', attachment: locked });
  does('Pat replies with "Pat Doe SOQ.pdf", which is locked by a password.');
  const incomplete = await receives(world, 'pat', /correct your SOQ/);
  seen(`Pat’s mailbox: "${incomplete.subject}"`, firstBullet(incomplete.text ?? ''));
  const good = { filename: 'Pat Doe SOQ.pdf', content: await pdf(12) };
  await answers(world, {
    from,
    to: incomplete,
    text: 'Sorry! Now without the password.\n\nPat',
    attachment: good,
  });
  does('Pat replies again, with 12 readable pages.');
  const receipt = await receives(world, 'pat', /SOQ received/);
  seen(`Pat’s mailbox: "${receipt.subject}"`, lineWith(receipt.text ?? '', /AM|PM/));
}

export async function theDecision(world: World): Promise<void> {
  chapter('3. The decision. Staff see one card in Slack, and only listed approvers may decide.');
  const isCard = (message: { text?: string }) => /SOQ to decide: Pat Doe/.test(JSON.stringify(message));
  const card = await world.slack.waitForMessage(channel, isCard);
  seen(`Slack #tor-staff: "${glance(card.text)}"`);
  await world.slack.waitForMessage(channel, (message) =>
    /Pat Doe SOQ\.pdf/.test(JSON.stringify(('files' in message && message.files) || [])),
  );
  seen('In the thread under the card: the document itself.');
  const place = { channel, messageTs: card.ts };
  await world.slack.click({ ...place, user: bystander.id }, 'approve');
  does('Jordan, who is not an approver, clicks Approve.');
  const refusal = await told(world, bystander.id, /not on the list/);
  seen(`Slack, to Jordan alone: "${refusal}"`);
  await world.killService();
  await world.startService();
  does('torq is killed (kill -9) and started again; the card is still the old one.');
  await world.slack.click({ ...place, user: approver.id }, 'approve');
  does('Avery, an approver, clicks Approve.');
  seen(`Slack, to Avery alone: "${await told(world, approver.id, /Approved/)}"`);
  await world.slack.waitForMessage(
    channel,
    (message) => message.ts === card.ts && !JSON.stringify(message.blocks).includes('"approve"'),
  );
  seen('The card is drawn again: who decided and when; Undo and Reopen are the only buttons left.');
  await world.slack.interact({ ...place, user: approver.id, action: staleButton(card) });
  does('Avery clicks on the old button once more (as another window might show it).');
  seen(`Slack, to Avery alone: "${await told(world, approver.id, /answered before/)}"`);
  await secondThoughts(world, card.ts);
}

async function secondThoughts(world: World, firstTs: string): Promise<void> {
  await world.slack.click({ channel, messageTs: firstTs, user: approver.id }, 'undo');
  does('Avery has second thoughts and clicks Undo.');
  seen(`Slack, to Avery alone: "${await told(world, approver.id, /Taken back/)}"`);
  const again = await world.slack.waitForMessage(
    channel,
    (message) => message.ts !== firstTs && /Taken back/.test(JSON.stringify(message.blocks)),
  );
  seen('A new card asks once more, and says who took back what.');
  await world.slack.click({ channel, messageTs: again.ts, user: approver.id }, 'approve');
  does('Avery approves after all.');
  await world.slack.waitForMessage(
    channel,
    (message) => message.ts === again.ts && !JSON.stringify(message.blocks).includes('"approve"'),
  );
  seen('The new card shows the decision.');
}

export async function theNews(world: World): Promise<void> {
  const { dates } = world;
  chapter('4. The clock. What waits until its day is played by "torq tick --at".');
  const twoDaysBefore = plusDays(dates.soqDeadline, -2);
  await tick(world, at(twoDaysBefore, '09:05'), 'two days before the SOQ deadline');
  const reminder = await receives(world, 'sam', /^Last reminder: we need your SOQ/);
  seen(`Sam’s mailbox: "${reminder.subject}"`, 'Sam paid and has sent no SOQ. Pat has, and gets none.');
  await tick(world, at(twoDaysBefore, '09:10'), 'five minutes later: nothing is sent twice');
  await tick(world, at(dates.notificationWeek, '09:00'), 'first business day of the notification week');
  const news = await receives(world, 'pat', /You are selected/);
  seen(
    `Pat’s mailbox: "${news.subject}"`,
    `in the same conversation: In-Reply-To ${news.inReplyTo ? 'set' : 'MISSING'}`,
  );
  if (news.inReplyTo === undefined) throw new Error('the decision mail is not threaded');
  // Its cards are of now: one that a later tick writes is posted at that time.
  await theClock(world);
  await tick(world, at(dates.notificationWeek, '09:05'), 'Pat knows, and is told what comes next');
  const webinar = await receives(world, 'pat', /orientation webinar/);
  seen(`Pat’s mailbox: "${webinar.subject}"`, `attached: ${attachmentsOf(webinar)}, for a calendar`);
  const agreement = await receives(world, 'pat', /sign the Compliance Agreement/);
  seen(`Pat’s mailbox: "${agreement.subject}"`, `attached: ${attachmentsOf(agreement)}`);
}

function attachmentsOf({ attachments }: { attachments: readonly { filename?: string }[] }): string {
  if (attachments.length === 0) throw new Error('nothing is attached');
  return attachments.map(({ filename }) => filename ?? 'a file without a name').join(', ');
}

async function told(world: World, user: string, words: RegExp): Promise<string> {
  const isForUser = (message: { ephemeral_to?: string; text?: string }) =>
    message.ephemeral_to === user && words.test(message.text ?? '');
  const message = await world.slack.waitForMessage(channel, (entry) =>
    isForUser(entry as { ephemeral_to?: string; text?: string }),
  );
  return message.text ?? '';
}

function staleButton(card: { blocks?: unknown }) {
  const buttons = JSON.parse(JSON.stringify(card.blocks ?? [])).flatMap(
    (block: { elements?: object[]; block_id?: string }) =>
      (block.elements ?? []).map((element) => ({ ...element, block_id: block.block_id })),
  );
  return buttons.find((button: { action_id?: string }) => button.action_id === 'approve');
}

function firstBullet(text: string): string {
  return lineWith(text, /^\s*- /);
}

function lineWith(text: string, words: RegExp): string {
  return (text.split('\n').find((line) => words.test(line)) ?? '').trim();
}

/** The beginning of a card's text, as a phone shows it. */
export function glance(text = ''): string {
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return plain.length <= 110 ? plain : `${plain.slice(0, 110)} ...`;
}
