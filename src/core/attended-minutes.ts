// How long somebody was at a webinar, as the tools for them write it.

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "62", "62.5", "62 minutes", "1:02:30", "1 hour 2 minutes", "1h 2m 30s" -> whole minutes; null: none of these. */
export function readMinutes(text: string): number | null {
  const plain = text.trim().toLowerCase();
  const number = /^(\d{1,4})(?:[.,]\d+)?(?:\s*min(?:ute)?s?)?$/.exec(plain);
  if (number !== null) return Number(number[1]);
  const clock = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(plain);
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2]);
  const words =
    /^(?:(\d{1,2})\s*h(?:ou)?r?s?)?[\s,]*(?:(\d{1,4})\s*m(?:in(?:ute)?s?)?)?[\s,]*(?:\d{1,4}\s*s(?:ec(?:ond)?s?)?)?$/.exec(
      plain,
    );
  if (plain === '' || words === null) return null;
  return Number(words[1] ?? 0) * 60 + Number(words[2] ?? 0);
}

/**
 * A local time as a spreadsheet or a webinar tool writes it, in minutes of a clock without a zone: good for lengths
 * within one file only. "2027-05-19 09:01:23", "5/19/2027, 9:01 AM", "May 19, 2027 09:01:23 AM".
 */
export function readLocalTime(text: string): number | null {
  const iso =
    /^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*([ap]m)?(?:Z|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    );
  if (iso !== null) return at(iso[1], iso[2], iso[3], iso[4], iso[5], iso[6]);
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),?\s+(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]m)?$/i.exec(text);
  if (us !== null) return at(us[3], us[1], us[2], us[4], us[5], us[6]);
  const named =
    /^([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4}),?\s+(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]m)?$/i.exec(text);
  const month = months.indexOf((named?.[1] ?? '').toLowerCase()) + 1;
  if (named === null || month === 0) return null;
  return at(named[3], String(month), named[2], named[4], named[5], named[6]);
}

type Part = string | undefined;

function at(year: Part, month: Part, day: Part, hour: Part, minute: Part, half: Part): number | null {
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(month) > 12 || Number(day) > 31) return null;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(minute)) / 60_000;
}

/** How many minutes these spans cover together: two devices at once count once. */
export function minutesCovered(spans: readonly (readonly [from: number, to: number])[]): number {
  let covered = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    covered += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return covered;
}
