// Replies and forwards: what they contain somebody else wrote before, and it proves nothing by being there.
import type { ParsedMail } from '../mail.ts';

const subjectPrefix =
  /^\s*(?:\[[^\]]{1,60}\]\s*)?(?:re|fwd?|aw|wg|tr|rv|rif|r|i|enc|antw|doorst|sv|vs|vb|res|odp|pd|回复|转发|答复|返信|転送)\s*(?:\[\d{1,3}\])?\s*[:：]/i;

const markers = [
  /^-{2,}\s*(?:forwarded|original|weitergeleitete|urspr.ngliche|message (?:transf|d'origine)|mensaje (?:reenviado|original))/i,
  /^begin forwarded message:?$/i,
  /^anfang der weitergeleiteten/i,
  /^\*?(?:on|am|le|el|em|il)\b.{5,200}\b(?:wrote|schrieb|écrit|escribi[óo]|escreveu|scritto)\s*:\*?$/i,
  /^(?:> ?)+\S/,
];

/** Header names as mail programs print them above a forwarded or quoted mail. */
const headerLine =
  /^[>\s*]*(?:from|von|de|da|sent|gesendet|envoy[ée]|enviado|date|datum|to|an|à|para|a|subject|betreff|objet|asunto|oggetto)\s?:\*?\s/i;

const forwardPrefix =
  /^\s*(?:\[[^\]]{1,60}\]\s*)?(?:fwd?|wg|tr|rv|i|enc|doorst|vs|vb|pd|转发|転送)\s*(?:\[\d{1,3}\])?\s*[:：]/i;
const forwardMarker =
  /^(?:> ?)*(?:-{2,}\s*(?:forwarded|weitergeleitete|message transf|mensaje reenviado)|begin forwarded message|anfang der weitergeleiteten)/im;

/** Whether the mail answers another one, by its fields or subject, and does not say that it passes one on. */
export function isAnswer(mail: ParsedMail): boolean {
  const answers = mail.inReplyTo.length + mail.references.length > 0 || subjectPrefix.test(mail.subject);
  const passesOn =
    forwardPrefix.test(mail.subject) ||
    mail.parts.some(({ type }) => type === 'message/rfc822') ||
    [mail.text, mail.htmlText].some((body) => body !== null && forwardMarker.test(body));
  return answers && !passesOn;
}

/** Why this is a reply or a forward, or null. */
export function forwardOrReply(mail: ParsedMail): string | null {
  if (mail.inReplyTo.length > 0 || mail.references.length > 0) {
    return 'it is a reply';
  }
  if (subjectPrefix.test(mail.subject)) {
    return 'its subject says that it is a reply or a forward';
  }
  if (mail.parts.some(({ type }) => type === 'message/rfc822')) {
    return 'it has another mail attached';
  }
  return [mail.text, mail.htmlText].some((body) => body !== null && quotesAnotherMail(body))
    ? 'it quotes another mail'
    : null;
}

function quotesAnotherMail(body: string): boolean {
  let headerLines = 0;
  for (const line of body.split('\n')) {
    const start = line.trim().slice(0, 300);
    if (markers.some((marker) => marker.test(start))) {
      return true;
    }
    headerLines = headerLine.test(`${start} `) ? headerLines + 1 : start === '' ? headerLines : 0;
    if (headerLines >= 3) {
      return true;
    }
  }
  return false;
}
