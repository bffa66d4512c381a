// What a trainer allows the public list to show, as staff write it down: one thing a line, with its name in front.
import { cleanLine } from '../clean.ts';

/** Each a text; what is missing is not shown. */
export type Listing = { email?: string; phone?: string; website?: string; area?: string };

const fields = ['email', 'phone', 'website', 'area'] as const;
const longest = 200;
const checks: Partial<Record<(typeof fields)[number], { fits: RegExp; wanted: string }>> = {
  email: { fits: /^[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+$/, wanted: 'a mail address' },
  phone: { fits: /^[+\d][\d\s().x-]{4,39}$/i, wanted: 'a phone number' },
  website: { fits: /^https?:\/\/[^\s"'<>]+$/i, wanted: 'an address that begins with https://' },
};

/** Reads "Email: pat@example.org", one thing a line; no words: nothing but name and organisation is shown. */
export function readListing(words: string): Listing | { problem: string } {
  const listing: Listing = {};
  for (const line of words.split('\n').filter((one) => one.trim() !== '')) {
    const [, name = '', said = ''] = /^\s*([A-Za-z]+)\s*:\s*(.*)$/.exec(line) ?? [];
    const field = fields.find((one) => one === name.toLowerCase());
    const value = cleanLine(said).trim();
    if (field === undefined)
      return {
        problem: `“${cleanLine(line).slice(0, 60)}” begins with none of Email:, Phone:, Website:, Area:.`,
      };
    if (listing[field] !== undefined) return { problem: `${name} is there twice.` };
    const check = checks[field];
    if (value === '' || value.length > longest || check?.fits.test(value) === false)
      return { problem: `After ${name}: has to come ${check?.wanted ?? 'a place, of at most 200 letters'}.` };
    listing[field] = value;
  }
  return listing;
}
