// Beginnings of subjects by which mail programs answer by themselves, in the languages of their users.

const subjects = [
  /^(?:re: ?)?auto(?:matic|mated|matically generated)?[- ]?(?:reply|response|respon[ds]er?|answer|acknowledge?ment)\b/i,
  /^yahoo!? auto[- ]?response\b/i,
  /^(?:re: ?)?autore(?:ply|sponse|spond)\b/i,
  // Notes: "AUTO: Pat Doe is out of the office (returning 05/01/2024)".
  /^auto: .{0,200}\b(?:out of|away|absent|abwesend|absent|fuori|ausente|office|returning)\b/i,
  /^(?:i am |i'm )?(?:currently )?(?:out[- ]of[- ](?:the )?office|ooo)(?:\s*$|\s*[:\-\u2013(]|\s+(?:auto|re\b|reply|message|notification|notice))/i,
  /^(?:vacation|away)(?: (?:auto|reply|response|message|notice|notification))+\b|^(?:holiday|absence|leave)(?: (?:auto|reply|response))+\b|^away from my (?:mail|desk|e-?mail)\b/i,
  /^automatische (?:antwort|reactie|r[uü]ckmeldung)\b|^automatisch antwoord\b|^(?:automatische )?(?:abwesenheits|urlaubs)(?:notiz|nachricht|meldung|benachrichtigung|antwort|info)\b|^(?:abwesend|abwesenheit|nicht im b[uü]ro)\b\s*(?::|$)|^afwezig(?:heid(?:sbericht)?)?\b\s*(?::|$)|^niet aanwezig\s*:/i,
  /^r[ée]ponse (?:automatique|d'absence)|^absence du bureau\b|^(?:message d'|notification d'|avis d')absence\b|^absent(?:e)? du bureau\b/i,
  /^respuesta autom[áa]tica\b|^(?:estoy )?fuera de (?:la )?oficina\b|^ausente\b\s*(?::|$)|^resposta autom[àa]tica\b|^(?:aviso|mensaje) de ausencia\b/i,
  /^resposta autom[áa]tica\b|^(?:estou )?fora do escrit[óo]rio\b|^aus[êe]ncia (?:tempor[áa]ria|do escrit[óo]rio)\b/i,
  /^risposta automatica\b|^(?:sono )?fuori (?:sede|ufficio)\b|^assente\b\s*(?::|$)|^messaggio di assenza\b/i,
  /^auto(?:matisk)?[- ]?svar\b|^automatiskt? svar\b|^fr[åa]nvar(?:ande|omeddelande)\b|^frav[æe]r(?:smelding|sbesked)?\b|^ikke til stede\b/i,
  /^automaattinen (?:vastaus|poissaoloviesti)|^poissa(?:olo(?:ilmoitus|viesti)?)?\s*:|^poissaoloilmoitus/i,
  /^automatyczna odpowied[zź]|^autoodpowied[zź]|^odpowied[zź] automatyczna|^(?:poza biurem|nieobecno[śs][ćc])\s*(?::|$)/i,
  /^automatick[áa] odpov[ěe][dď]|^mimo kancel[áa][řr]|^automatikus v[áa]lasz|^h[áa]zon k[íi]v[üu]l/i,
  /^r[ăa]spuns automat|^automatski odgovor|^samodejni odgovor|^otomatik yan[ıi]t|^ofis d[ıi][şs][ıi]nda|^tr[ảa] l[ờo]i t[ựu] [đd][ộo]ng|^automaatvastus|^autom[āa]tisk[āa] atbilde|^automatinis atsakymas|^αυτόματη απάντηση|^εκτός γραφείου/i,
  /^автоответ|^автоматический ответ|^автоматична відповідь|^автоматичен отговор|^(?:я )?(?:нахожусь )?(?:вне офиса|в отпуске)\s*(?::|$)/i,
  /^תשובה אוטומטית|^מענה אוטומטי|^رد تلقائي|^الرد التلقائي|^خارج المكتب/,
  /^(?:【)?自動(?:返信|応答|回覆|回復)|^自动(?:回复|答复|应答)|^不在(?:通知|連絡|の?お知らせ)|^(?:休假|外出)(?:自动)?(?:回复|通知)|^자동 ?(?:회신|응답|답장)|^부재 ?중/,
];

/** What follows when the words are a mail program's: the subject that it answers, or nothing. */
const answeredSubject = /^\s*(?:[:\uff1a\-\u2013\u2014([]|$)/;

/** A sentence that goes on with a word of its own is a person's: "Automatic reply did not come". */
const sentence =
  /^\s+(?!(?:from|to|for|re|fwd?|by|until|message|notification|notice|de|von|vom|bis|hasta|jusqu)\b)\p{Ll}/u;

/**
 * Whether a mail program would begin the subject of its own answer like this. `surely` when the subject that is answered
 * follows, as mail programs write it; a person may begin with the same words, and go on.
 */
export function saysAutoReply(subject: string): 'surely' | 'perhaps' | null {
  const start = subject.slice(0, 300).trim();
  const said = subjects.map((pattern) => pattern.exec(start)?.[0]).find((found) => found !== undefined);
  if (said === undefined) return null;
  const rest = start.slice(said.length);
  if (sentence.test(rest)) return null;
  return /[:\uff1a]\s*$/.test(said) || (rest.trim() !== '' && answeredSubject.test(rest))
    ? 'surely'
    : 'perhaps';
}
