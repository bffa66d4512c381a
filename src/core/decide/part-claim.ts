// Whether a subject says that its mail is one of several: "part 2 of 3", "(2/3)", "2 of 3". Never a bare number.
import { minutesBetween } from '../calendar.ts';

export type PartClaim = { number: number; of: number };

const mostParts = 20;
const dateDays = 60;

/** The words "of" and "part", or brackets, leave no doubt. */
const certain = [
  /\b(?:part|pt|e?-?mail|message|file)\.?\s{0,3}#?(\d{1,2})\s{0,3}(?:of|\/|out of)\s{0,3}(\d{1,2})(?!\d)/i,
  /[([{]\s{0,3}(\d{1,2})\s{0,3}(?:of|\/)\s{0,3}(\d{1,2})\s{0,3}[)\]}]/i,
  /(?<![\d.$#-])\b(\d{1,2})\s{0,3}(?:of|out of)\s{0,3}(\d{1,2})\b(?![.,]?\d)/i,
];
const slash = /(?<![\d/.$#-])(\d{1,2})\s?\/\s?(\d{1,2})(?![\d/.-])/;

/**
 * What a subject claims, or null. "5/19" of a mail that came in May is a day, not the fifth of nineteen parts: a
 * slash alone counts only when the day that it could mean is far from the day of the mail.
 */
export function partClaim(subject: string, receivedAt: Date): PartClaim | null {
  const start = subject.slice(0, 500);
  for (const pattern of certain) {
    const claim = claimOf(pattern.exec(start));
    if (claim !== null) return claim;
  }
  const claim = claimOf(slash.exec(start));
  return claim === null || isDay(claim, receivedAt) ? null : claim;
}

function claimOf(match: RegExpExecArray | null): PartClaim | null {
  const [number, of] = [Number(match?.[1]), Number(match?.[2])];
  return match !== null && of >= 2 && of <= mostParts && number >= 1 && number <= of ? { number, of } : null;
}

/** Month and day, as Americans write them, of this year or of one beside it. */
function isDay({ number, of }: PartClaim, receivedAt: Date): boolean {
  const year = receivedAt.getUTCFullYear();
  return (
    number <= 12 &&
    [year - 1, year, year + 1].some((other) => {
      const day = new Date(Date.UTC(other, number - 1, of));
      return Math.abs(minutesBetween(day, receivedAt)) <= dateDays * 1440;
    })
  );
}
