// Answers of filters that hold a mail back until its sender proves to be a person.
import type { ParsedMail } from '../mail.ts';
import { bodyOf } from './header.ts';

const held =
  /\byour (?:e-?mail|message|mail)\b[^.]{0,160}\b(?:(?:is|was|has been|being) (?:held|quarantined|waiting|on hold|blocked|intercepted)|not (?:yet )?(?:been )?delivered)|\bensure (?:the )?delivery\b|\b(?:before|until) (?:your|this) (?:e-?mail|message|mail)\b|\bprotected by\b/i;
const act = /\b(?:click|follow|visit|reply|respond|go to)\b/i;
const proof =
  /\b(?:allowed|approved|accepted|safe|white|trusted)[ -]?(?:senders?[ -]?)?list\b|\b(?:prove|confirm|verify|verification|authenticate)\b[^.]{0,80}\b(?:human|real person|sender|your (?:e-?mail )?address|identity|not (?:a )?(?:spam|robot|machine))\b|\bchallenge\b/i;

/** Whether the mail asks its reader to prove that a mail was sent by a person. Such a text is short. */
export function isChallenge(mail: ParsedMail): boolean {
  const body = bodyOf(mail);
  return body.length < 6_000 && held.test(body) && act.test(body) && proof.test(body);
}
