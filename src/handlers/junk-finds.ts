import type { Classification } from '../core/classify/classification.ts';
import { junkFindNotice } from '../core/decide/junk-find.ts';
import type { Decision } from '../core/decision.ts';
import type { ReadyCard } from '../store/ready-draft.ts';
import { noticeCard } from './notices.ts';
import type { Desk, Shell } from './shell.ts';

/** The card about a decided mail that lies in none but a folder of junk; goes with the decision into its commit. */
export async function junkFindCards(
  shell: Shell,
  { programme }: Desk,
  decided: {
    recorded: { id: string; internalDate: Date };
    decision: Decision;
    classification: Classification;
    from: string | null;
    subject: string;
  },
): Promise<ReadyCard[]> {
  const { recorded, decision, classification, from, subject } = decided;
  const mail = await shell.database.read.inboundMail.findUnique({
    where: { id: recorded.id },
    select: { places: { select: { mailbox: true }, orderBy: { mailbox: 'asc' } } },
  });
  const places = mail?.places ?? [];
  const notice = junkFindNotice({
    inboundMailId: recorded.id,
    kind: classification.kind,
    decision: decision.kind,
    folders: [...new Set(places.map(({ mailbox }) => mailbox))],
    inbox: shell.intake.inbox,
    from: from ?? '(no sender)',
    subject,
    receivedAt: recorded.internalDate,
    zone: programme.timeZone,
  });
  return notice === null ? [] : [noticeCard(shell, { ...notice, inboundMailId: recorded.id })];
}
