// Invented people whose names a mail has to survive; `torq preview` shows them, the tests write to them.

/** What stands in the name of a page of the preview -> the name of the person. The first is the usual one. */
export const samplePeople = {
  plain: 'Pat Doe',
  'no-name': '',
  'long-name':
    'Maximiliana-Alexandra Wolfeschlegelsteinhausenbergerdorff-Fitzgerald de la Cruz y Hohenlohe III, PE, CPESC, QISP',
  accents: 'Zoë Ångström-Núñez Šťastný',
  'other-letters': '山田 太郎 Ольга Петрова',
  'right-to-left': 'مهدی کریمی',
  emoji: 'Robin 👩🏽‍🔬🌧️',
  'hostile-name':
    '1. Pat [click](http://example.net) <b>_Doe_</b> **x** a_b_c `x`\r\nBcc: all@example.net \u202Egpj.exe http://example.net',
} as const;
