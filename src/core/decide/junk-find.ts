// A payment or an SOQ that the mail server put aside is processed like any other, and staff are told: the next mail of
// this sender may be thrown away before anybody reads it.
import { wordsForInstant } from '../calendar.ts';
import type { MailKind } from '../classify/classification.ts';
import type { Decision } from '../decision.ts';

export type JunkFind = {
  inboundMailId: string;
  kind: MailKind;
  decision: Decision['kind'];
  /** The folders in which the mail was seen. */
  folders: readonly string[];
  /** The first of the folders that are read: where mail is to arrive. Null: not known. */
  inbox: string | null;
  from: string;
  subject: string;
  receivedAt: Date;
  zone: string;
};

export type JunkNotice = {
  /** One a mail, whatever becomes of it later. */
  key: string;
  title: string;
  facts: readonly (readonly [label: string, value: string])[];
};

/** What staff are told, or null where there is nothing to tell. */
export function junkFindNotice(find: JunkFind): JunkNotice | null {
  const { kind, decision, folders, inbox } = find;
  if (kind !== 'payment' && kind !== 'submission') return null;
  if (decision === 'ignore' || inbox === null || folders.length === 0 || folders.includes(inbox)) return null;
  const where = folders.join(', ');
  return {
    key: `card/junk-find/${find.inboundMailId}`,
    title: `${kind === 'payment' ? 'A payment' : 'An SOQ'} was found in ${where}`,
    facts: [
      ['From', find.from],
      ['Subject', find.subject === '' ? '(none)' : find.subject],
      ['Received', wordsForInstant(find.receivedAt, find.zone)],
      [
        'What it means',
        `Your mail server put it into ${where} instead of ${inbox}. It has been processed like any other mail.`,
      ],
      [
        'What to do',
        `Add the sender to the allow list of your mail server, so that the next mail is not lost. Move this one to ${inbox} if you like: it will not be processed twice.`,
      ],
    ],
  };
}
