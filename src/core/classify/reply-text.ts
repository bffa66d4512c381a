// What a person wrote above the quoted mail. One pass over the lines with bounded patterns: no input makes it slow.
// Losing a word is worse than keeping a quotation, so everything stays when the shape is in doubt.

const wrote =
  'wrote|writes|schrieb|a écrit|escribi[óo]|escreveu|ha scritto|schreef|geschreven|skrev|napisał\\(a\\)|napisał|napsal|kirjoitti|написала?';
const address = '<[^<>\\s]{1,200}@[^<>\\s]{1,200}>';
/** A year, an hour or a day in digits: a mail program states when, a person who says that somebody wrote need not. */
const when = '(?:\\d{4}|\\d{1,2}[:.h]\\d{2}|\\d{1,2}[/.-]\\d{1,2})';
/** "On Mon, May 8, 2023 at 9:14 AM Pat Doe <pat@example.org> wrote:", in several languages, already joined to one line. */
const attributions = [
  new RegExp(
    `^(?:on|am|le|el|il|em|op|den|dne|w dniu)\\b(?=.{0,300}${when}).{4,300}\\b(?:${wrote})(?:\\s.{0,60})?:$`,
    'iu',
  ),
  new RegExp(`^(?=.{0,60}\\d{4}).{6,200}${address}\\)?\\s?(?:(?:${wrote})\\s?:?|:)$`, 'iu'),
  new RegExp(`^.{0,120}${address}.{0,60}(?:写道|寫道|的邮件|작성|書きました)\\s?[:：]$`, 'iu'),
  new RegExp(`^-{2,6} ?(?:on\\b|.{1,120}${address}).{4,300}\\b(?:${wrote}):? ?-{2,6}$`, 'iu'),
  new RegExp(`^-{2,6} ?.{0,120}${address} (?:${wrote}): ?-{2,6}$`, 'iu'),
];
/** The same without a time, or without a word or a colon at its end: only when marked lines follow. */
const bareAttribution = new RegExp(
  `^(?:(?=.{0,60}\\d{4}).{6,200}${address}|.{0,120}${address}\\s(?:${wrote})\\s?:)$`,
  'iu',
);
/** Where one sentence ends and another begins, no mail program wrote the line. Abbreviations are shorter. */
const sentences = /\p{Ll}{4}[.!?]\s+\p{Lu}/u;
const attributionStart = /^(?:on|am|le|el|il|em|op|den|dne|w dniu|-{2,6} ?on|\d{1,4}[-/. ]|.{1,120}<)/i;
const separator =
  /^-{2,}\s?(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré|mensaje original|mensaje reenviado|messaggio originale|mensagem original|oorspronkelijk bericht|original appointment).{0,20}$|^begin forwarded message:$/i;
const senderLabel =
  /^\*?(?:from|von|de|da|van|från|fra|od|lähettäjä|от|发件人|寄件者|差出人|보낸 사람)\s?[:：]\*?\s/i;
const subjectLabel =
  /^\*?(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|тема|主题|主旨|件名|제목)\s?[:：]/i;
const otherLabel =
  /^\*?(?:sent|gesendet|envoyé|enviado|inviato|verzonden|date|datum|data|fecha|to|an|à|para|a|aan|till|subject|betreff|objet|asunto|assunto|oggetto|onderwerp|cc|reply-to|risposta|ämne|emne|skickat|sendt|til|do|wysłano|temat|кому|отправлено|тема|发送时间|收件人|主题|寄件日期|收件者|主旨|送信日時|宛先|件名|보낸 날짜|받는 사람|제목)\s?[:：]\*?(?:\s|$)/i;
/** A text that is longer says more than where to look. */
const longestNote = 1_500;
const underline = /^[\s_\-*]{5,}$/;
const quoted = /^\s*>/;
const quotedOrBarred = /^\s*[>|]/;
/** What a mail program puts below an empty answer: the words of its owner stand elsewhere. */
const notWritten =
  /^(?:|sent from .{1,60}|get outlook for .{1,60}|von mein.{1,20} gesendet|gesendet (?:von|mit) .{1,40}|envoyé (?:de|depuis) .{1,40}|enviado (?:desde|do|de|a partir) .{1,40}|inviato da .{1,40}|verstuurd vanaf .{1,40}|skickat från .{1,40}|отправлено (?:с|из) .{1,40}|发自.{1,40}|iPhoneから送信|--.{0,3})$/i;
const signature = /^--\s*$/;

/** "My answers are below, in red": they stand in the quoted mail, where nothing marks them. */
const refersBelow =
  /\b(?:see|answers?|answered|repl(?:y|ies|ied)|responses?|responded|comments?|commented|notes?|wrote|marked|inserted|added)\b.{0,60}\b(?:below|in-?line|in (?:red|blue|green|bold|caps|colou?r|yellow|the text)|within)\b|\b(?:unten|im text|ci-dessous|dans le texte|(?:m[áa]s )?abajo|en rojo|abaixo|sotto|in rosso|hieronder|nedan(?:f[öo]r)?|poni[żz]ej)\b/i;

/**
 * What a person wrote, trimmed: the text above the quoted mail; the whole text when nothing is above it, when answers
 * stand between quotations, or when the text above says that there is more below.
 */
export function replyText(body: string): string {
  const above = textAbove(body);
  return above.length < longestNote && refersBelow.test(above) ? body.replaceAll('\r\n', '\n').trim() : above;
}

/** The text above the quoted mail, trimmed; the whole text when nothing is above it or answers stand between quotations. */
export function textAbove(body: string): string {
  const whole = body.replaceAll('\r\n', '\n').trim();
  const lines = whole.split('\n');
  const cut = firstQuotation(lines);
  if (cut < 0 || answersBelow(lines, cut)) {
    return whole;
  }
  const above = lines.slice(0, cut);
  return above.every((line) => notWritten.test(line.trim())) ? whole : above.join('\n').trim();
}

function firstQuotation(lines: readonly string[]): number {
  for (let at = 0; at < lines.length; at++) {
    const line = start(lines, at);
    if (separator.test(line) || isAttribution(lines, at) || isHeaderBlock(lines, at)) {
      return underline.test(start(lines, at - 1)) ? at - 1 : at;
    }
    if (quoted.test(line)) {
      return at;
    }
  }
  return -1;
}

/** Words after marked lines (">") may be answers to them; below a signature they are a footer. */
function answersBelow(lines: readonly string[], cut: number): boolean {
  let seenQuoted = false;
  for (const line of lines.slice(cut)) {
    if (quoted.test(line)) {
      seenQuoted = true;
    } else if (seenQuoted && signature.test(line)) {
      return false;
    } else if (seenQuoted && line.trim() !== '') {
      return true;
    }
  }
  return false;
}

/** The attribution may be wrapped: up to four lines belong to it, and no empty one. */
function isAttribution(lines: readonly string[], at: number): boolean {
  if (!attributionStart.test(start(lines, at))) {
    return false;
  }
  let joined = '';
  for (let offset = 0; offset < 4 && start(lines, at + offset) !== ''; offset++) {
    joined = `${joined} ${start(lines, at + offset)}`.trim();
    if (sentences.test(joined)) {
      return false;
    }
    if (attributions.some((pattern) => pattern.test(joined))) {
      return true;
    }
    if (bareAttribution.test(joined) && quotedOrBarred.test(firstFrom(lines, at + offset + 1))) {
      return true;
    }
  }
  return false;
}

/** The next line that is not empty, or one of the two next. */
function firstFrom(lines: readonly string[], at: number): string {
  return start(lines, at) === '' ? start(lines, at + 1) : start(lines, at);
}

/** "From: ... Sent: ... To: ... Subject: ..." as Outlook prints it, with two other labels among the next six lines, the subject one of them:
 * a journey has From and To as well. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!senderLabel.test(`${start(lines, at)} `)) {
    return false;
  }
  const below = [1, 2, 3, 4, 5, 6].map((offset) => start(lines, at + offset));
  return (
    below.filter((line) => otherLabel.test(line)).length >= 2 && below.some((line) => subjectLabel.test(line))
  );
}

/** The beginning of a line; longer lines are no attribution. */
function start(lines: readonly string[], at: number): string {
  return (lines[at] ?? '').trim().slice(0, 400);
}
