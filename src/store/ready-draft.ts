import type { CaseReference, Condition, NewPrompt } from '../core/decision.ts';
import type { Transaction } from './database.ts';
import { newId } from './ids.ts';

/** A draft that has been rendered and is ready to be kept. */
export type ReadyMail = {
  channel: 'mail';
  id: string;
  key: string;
  personId: string | null;
  about: CaseReference | null;
  condition: Condition;
  notBefore: Date | null;
  message: string;
  to: string;
  toName: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo: string | null;
  references: string | null;
  replyTo: string;
};
export type ReadyCard = { channel: 'slack'; id: string; key: string; prompt: NewPrompt };
export type ReadyDraft = ReadyMail | ReadyCard;

/** What is created need not be read back, which takes a third of the time. */
const select = { id: true } as const;

/**
 * Keeps a draft in the outbox. One whose key is known changes nothing: that is how a second tick or a second click
 * is harmless.
 * @returns whether it was new
 */
export async function keepDraft(
  tx: Transaction,
  draft: ReadyDraft,
  change: { programme: string; now: Date },
): Promise<boolean> {
  const known = await tx.outboxItem.findUnique({ where: { key: draft.key }, select });
  if (known !== null) return false;
  const { now, programme } = change;
  const item = {
    id: draft.id,
    key: draft.key,
    channel: draft.channel,
    programme,
    status: 'pending',
    createdAt: now,
  };
  if (draft.channel === 'slack') {
    const { facts, ...prompt } = draft.prompt;
    await tx.prompt.create({
      data: { ...prompt, facts: facts.map((pair) => [...pair]), programme, openedAt: now },
      select,
    });
    await tx.outboxItem.create({ data: { ...item, notBefore: now, promptId: draft.prompt.id }, select });
    if (draft.prompt.submissionId !== null)
      await tx.outboxItem.create({ data: documentsItem(item, draft, now), select });
    return true;
  }
  const { id, key, channel, about, to, notBefore, ...mail } = draft;
  await tx.outboxItem.create({
    data: {
      ...item,
      ...mail,
      notBefore: notBefore ?? now,
      toAddress: to,
      caseKind: about?.kind ?? null,
      caseId: about?.id ?? null,
    },
    select,
  });
  return true;
}

/** The documents follow their card into its thread; an item of its own, so that a failure of one is not the other's. */
function documentsItem<Item extends { id: string; key: string }>(
  item: Item,
  { prompt }: ReadyCard,
  now: Date,
) {
  return {
    ...item,
    id: newId(),
    key: `${item.key}/documents`,
    message: 'documents',
    // Behind its card in the order of sending.
    createdAt: new Date(now.getTime() + 1),
    notBefore: now,
    promptId: prompt.id,
  };
}
