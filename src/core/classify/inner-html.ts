// The HTML of an inner mail as lines of text. What a receipt in it claims is shown to people; nothing is believed of it,
// so this is simpler than the mail room's reading of HTML: a row is a line, its cells are parted by a tab.

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['mdash', '\u2014'],
  ['ndash', '\u2013'],
  ['rsquo', '\u2019'],
  ['lsquo', '\u2018'],
  ['rdquo', '\u201d'],
  ['ldquo', '\u201c'],
  ['times', '\u00d7'],
  ['copy', '\u00a9'],
  ['eacute', '\u00e9'],
  ['euro', '\u20ac'],
  ['pound', '\u00a3'],
  ['bull', '\u2022'],
  ['hellip', '\u2026'],
]);

const lineTags =
  /^(?:br|p|div|tr|table|tbody|thead|tfoot|h[1-6]|li|ul|ol|hr|address|blockquote|section|header|footer|article|center|body|html)$/;

/** One pass over the pieces between "<" and ">"; no regular expression looks further than one piece. */
export function innerHtmlText(html: string): string {
  let text = '';
  let silence: string | null = null;
  for (const [index, piece] of html
    .replace(/[\s\u00a0]+/g, ' ')
    .split('<')
    .entries()) {
    const end = index === 0 ? -1 : piece.indexOf('>');
    const tag = index === 0 ? '' : (/^\/?[a-z][a-z0-9]{0,20}/i.exec(piece)?.[0].toLowerCase() ?? '');
    const words = index === 0 ? piece : piece.slice(end + 1);
    if (silence !== null) {
      silence = tag === `/${silence}` ? null : silence;
    } else if (tag === 'style' || tag === 'script' || tag === 'title') {
      silence = tag;
    }
    if (silence === null) {
      text += separator(tag) + entities(end < 0 && index > 0 && tag === '' ? `<${piece}` : words);
    }
  }
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/[ \t]*\t[ \t]*/g, '\t')
        .replace(/ {2,}/g, ' ')
        .trim(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function separator(tag: string): string {
  const name = tag.replace('/', '');
  if (name === 'td' || name === 'th') {
    return tag.startsWith('/') ? '\t' : '';
  }
  return lineTags.test(name) ? '\n' : '';
}

function entities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal, hexadecimal, name) => {
      const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : null;
      if (code === null) {
        return named.get(String(name).toLowerCase()) ?? whole;
      }
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
