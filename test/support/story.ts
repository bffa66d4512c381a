// Steps that many handler tests begin with.

import type { Choice } from '../../src/core/choice.ts';
import { decideMails } from '../../src/handlers/decide-mails.ts';
import { deliver } from '../../src/handlers/deliver.ts';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { redrawCards } from '../../src/handlers/post-card.ts';
import { tellReplies } from '../../src/handlers/tell-replies.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import type { Order } from '../fixtures/woocommerce-order.ts';
import { approver, type TestShell } from './shell.ts';

/** Everything that can be done now, as the service does it. */
export async function work({ shell }: TestShell): Promise<void> {
  await decideMails(shell);
  await deliver(shell);
  if ((await tellReplies(shell)) > 0) await deliver(shell, 'slack');
  await redrawCards(shell);
}

/** A confirmation of the store is read; the instructions go out. */
export async function pay(test: TestShell, changes: Partial<Order> = {}): Promise<void> {
  await test.receive(orderMail(changes));
  await work(test);
}

/** The instructions are answered with a readable PDF. */
export async function submit(test: TestShell, messageId = '<soq-1@example.org>'): Promise<void> {
  const instructions = test.sent.find(({ subject }) => subject.includes('send your SOQ'));
  const to = instructions?.replyTo ?? 'tor@casqa.example';
  await test.receive(await applicantMail({ to, messageId, inReplyTo: instructions?.messageId ?? null }));
  await work(test);
}

/** An approver clicks on the newest card of this kind; returns what they are told. */
export async function click(
  test: TestShell,
  choice: Choice,
  {
    by = approver,
    reason = null,
    kind = 'soq-approval',
  }: { by?: string; reason?: string | null; kind?: string } = {},
) {
  const card = test.posted.findLast((prompt) => prompt.kind === kind);
  return onAnswer(test.shell, { promptId: card?.id ?? 'none', choice, by, reason, place: null });
}

export const subjects = (test: TestShell): string[] =>
  test.sent.map(({ to, subject }) => `${to}: ${subject}`);
