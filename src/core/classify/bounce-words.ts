// How mail systems say that a mail came back: in their subjects and in their text, in the languages that they speak.

/** What mail systems of other languages say, in subjects as well as in texts. */
const inOtherLanguages = [
  'unzustellbar|nicht (?:zustellbar|zugestellt|zustellen|[uü]bermittelt)|zustellung (?:ist )?(?:fehlgeschlagen|nicht m[oö]glich)|zustellungsfehler',
  "non[- ](?:remis|distribu|d[ée]livr)|[ée]chec (?:de|lors de) (?:la |l')?(?:remise|distribution|livraison|envoi)|(?:pu|peut) [êe]tre (?:remis|distribu|d[ée]livr|livr)|impossible de (?:remettre|distribuer|livrer|transmettre)",
  'no (?:se )?(?:ha |pudo |puede |ha podido |fue |ser )*entrega(?:d[oa]|r|ble)|(?:error|fallo|fallido|fallida) (?:de|en) (?:la )?entrega|correo devuelto|mensaje devuelto|imposible entregar',
  'n[ãa]o (?:foi |p[ôo]de ser |pode ser |ser |p[ôo]de )*entregu?e|n[ãa]o [ée] poss[íi]vel entregar|falha (?:na|de) entrega|mensagem devolvida|n[ãa]o foi poss[íi]vel entregar',
  'mancat[oa] (?:recapito|consegna)|non (?:recapitabile|consegnat[oa]|consegnabile)|impossibile (?:recapitare|consegnare)|(?:stato|essere) (?:recapitat|consegnat)',
  'onbestelbaar|niet (?:afgeleverd|bezorgd|geleverd|worden (?:afgeleverd|bezorgd))',
  'inte (?:kunnat |kunde )?leverera[st]|kunde inte levereras|olevererbar|ikke (?:leveret|levert|leveres)|kunne ikke leveres|uleverbar',
  'niedostarcz|niedor[ęe]cz|nie (?:mo[żz]na|uda[łl]o si[ęe]|zosta[łl][ao]?) (?:by[ćc] )?dostarcz|nie (?:mo[żz]e|mog[łl][ao]?) (?:by[ćc] |zosta[ćc] )?dostarcz',
  'nedoru[čc]|nelze doru[čc]it|nepoda[řr]ilo se doru[čc]it|k[ée]zbes[íi]thetetlen|nem (?:lehetett )?k[ée]zbes[íi]t|ei voit[ui] toimittaa|teslim edilem|iletilemedi|nu a putut fi livrat|nelivrabil|ei voi(?:da)? toimittaa|toimitus ep[äa]onnistui',
  'недоставлен|не (?:удалось |уда[её]тся |может быть |могло быть |было |был[ао]? |будет )?доставл?(?:ен|ить)|невозможно доставить|возвращен[оа]? отправителю|(?:не вдалося|неможливо) доставити|не доставлен',
  'δεν (?:ήταν|είναι) δυνατή η παράδοση|παράδοση απέτυχε|αδύνατη η παράδοση|לא ניתן (?:ל(?:מסור|מסירה|העביר)|היה למסור)|(?:تعذر|لم يتم|فشل) (?:ال)?تسليم',
  '配信(?:不能|不可|でき|され(?:ず|ません)|エラー|に?失敗)|送信(?:できません|エラー|に?失敗)|不達|届(?:けられ|け(?:る|でき)|き)ません|宛先不明|(?:配送|配達)(?:でき|不能|エラー|に?失敗)',
  '退信|退件|退回|(?:无法|無法|未能|没有|不能)(?:投递|投遞|送达|送達|发送|發送|传递|傳遞|传送|傳送|寄达|寄達)|(?:投递|投遞|发送|發送|传送|傳送)失[败敗]|未送[达達]',
  '전송 ?(?:실패|불가|할 수 없)|전달(?:되지| ?실패|할 수 없)|배달(?:되지| ?실패|할 수 없)|반송',
].join('|');

/** Subjects under which mail systems return mail. */
export const bounceSubject = new RegExp(
  String.raw`\bundeliver|\bnon[- ]?(?:delivery|remis)|\bnot (?:be )?delivered\b|\bdelivery (?:status|failure|failed|error|notification|problem|report|has failed|incomplete|delay|temporarily)|\breturned (?:mail|to sender|message|e-?mail)|\b(?:returning|return) to sender|\bmail (?:delivery|system error|error|failure|failed|could not)|\b(?:failure|failed|bounce|bounced) (?:notice|mail|notification|delivery|message)|\bfailed (?:mail|message|to deliver)|\bfailure delivering|\bmessage (?:delivery|not delivered|could not|status)|\bcould not (?:send|deliver)|\bunable to deliver|\bdelayed\b.{0,30}\b(?:mail|message|delivery)|\b(?:mail|message|delivery)\b.{0,30}\bdelayed\b|\bwarning: (?:could not|message)|\bdelivery-status|\bpermanent fatal error|\buser unknown\b|\bprocessing error\b|^delayed\s?:|\bmail.{0,20}\b(?:rejected|blocked)\b|\b(?:rejected|blocked)\b.{0,20}\b(?:mail|message)\b|\bmessage\b.{0,20}\b(?:rejected|blocked)\b|verz[oö]gerte zustellung|zustellung verz[oö]gert|remise (?:retard|diff[ée]r)|entrega (?:retrasad|atrasad|aplazad)|${inOtherLanguages}`,
  'i',
);

/** What only a mail system writes of a recipient: SMTP's replies and their explanations. */
export const strictWords =
  /\bmailbox\b[^\n]{0,80}\bfull\b|\buser (?:is )?unknown|unknown (?:user|recipient|local)|\bno such (?:user|mailbox|recipient)|\bmailbox (?:is )?(?:full|unavailable|not found|disabled|unknown)|\bover ?(?:the )?quota|\bquota exceeded|\bpermanent (?:fatal )?error|\bpermanently rejected|\bfatal errors?\b|\b[45]\d\d[ -]?#?[45]\.\d{1,3}\.\d{1,3}\b|\b[45]\d\d [45]\.\d{1,3}\.\d{1,3}\b|\bSMTP error\b|\b(?:said|reply|response|error)\b.{0,20}\b5\d\d\b|\bdid not reach the following recipient|\bdelivery to the following|\b(?:not a valid|invalid) (?:\w{1,20} ){0,3}(?:user|userid|recipient|mailbox)\b/i;

/** What mail systems write, and people may write as well. */
export const bounceWords = new RegExp(
  String.raw`${strictWords.source}|\bunknown (?:address|host)|\bno such (?:person|address|account|domain)|\b(?:could|can|was|has|have|is|were|are) ?not (?:be |been )?(?:delivered|deliver|sent|send|find)|\bcouldn't be (?:delivered|found)|\bundeliver(?:able|ed)|\bdoes(?: not|n't) (?:exist|have an? )|\bdelivery (?:attempts?|has|failed|failure|error|of)\b|\bfailed to deliver|\bunable to (?:deliver|relay|find)|\bdelivery.{0,40}\bfail|\b(?:address|account|recipient|mailbox)(?:es)? (?:\S{1,80} )?(?:was |is |has been )?(?:rejected|unknown|not found|invalid|disabled|inactive|failed|suspended|closed)|\bhost (?:unknown|not found)|\brejected (?:by|your)|\bmessage was (?:rejected|blocked|not)|\bnot our customer|\breturned to sender|\bre(?:turned|jected) because\b|\bno valid recipient|\b(?:not a valid|invalid) (?:address|e-?mail)|\bhas been (?:postponed|deferred)|\btoo many hops\b|\bmail loop\b|\bmailbox\b.{0,30}\b(?:exceed|over)|${inOtherLanguages}`,
  'i',
);

/** What says that a mail system still tries. */
export const passingWords =
  /\b(?:delayed|postponed|deferred)\b|\bwarning\b|\bstill (?:being )?(?:try|retr|queue)|\bwill (?:be )?(?:retr|continue|keep|try)|\btemporar|\bnot (?:yet )?been delivered yet|\bdelivery attempts will continue|\bverz[oö]ger|\bretard[ée]|\bretrasad|задерж|遅延|延[迟遲]/i;

/** What says that it gave up. */
export const gaveUpWords = /\bfail(?:ed|ure)\b|\bgiv(?:e|en|ing) up\b|\bpermanent|^<?5[0-5]\d[ -]/im;

/** Subjects of a mail that is back for good; of a transcript, "Deferred" may be about one server of several. */
export const returnedSubject = /^returned (?:mail|message)\b|^undeliver(?:able|ed)\b/i;
