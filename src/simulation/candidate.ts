// What a candidate does about the Compliance Agreement that comes by mail: most send it back signed, a few never do.
import { plusMinutes } from '../core/calendar.ts';
import type { OutgoingMail } from '../core/outgoing.ts';
import type { Correspondent } from './raw-mails.ts';
import { chanceOf, type Town, write } from './town.ts';

const dayMinutes = 24 * 60;

/** From now on the mail that asks to sign it is answered some days later. */
export function signsAgreement(town: Town, who: Correspondent): void {
  const before = town.reactions.get(who.address);
  town.reactions.set(who.address, (mail) => {
    before?.(mail);
    if (isToSign(mail)) answer(town, who, mail);
  });
}

function isToSign({ attachments = [], subject }: OutgoingMail): boolean {
  return attachments.length > 0 && /sign the Compliance Agreement/.test(subject);
}

function answer(town: Town, from: Correspondent, { subject }: OutgoingMail): void {
  const chance = chanceOf(town, `${from.address} signs`);
  if (!chance.percent(90)) return;
  const at = plusMinutes(town.world.shell.now(), chance.int(60, 8 * dayMinutes));
  const filename = 'Compliance Agreement signed.pdf';
  const said = { subject: `Re: ${subject}`, text: 'Please find it attached, signed.', pages: 4, filename };
  write(town, { from, at, what: 'sends the signed agreement', ...said });
}
