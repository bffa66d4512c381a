// MAIL_RECIPIENTS: to whom mail may go. Nobody, unless it is said: a trial installation must not write to real people.

export type Recipients = {
  /** For people: "nobody", "everyone", "2 addresses and 1 domain". */
  summary: string;
  isAllowed: (address: string) => boolean;
};

const addressForm = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;
const domainForm = /^@?([a-z0-9-]+\.)+[a-z0-9-]+$/;

/**
 * Reads `*` (everyone), or addresses and domains parted by commas or spaces; empty: nobody. A domain does not include
 * those below it.
 * @throws TypeError for an entry that is neither
 */
export function readRecipients(text: string): Recipients {
  const entries = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((entry) => entry !== '');
  if (entries.length === 0) return { summary: 'nobody', isAllowed: () => false };
  if (entries.length === 1 && entries[0] === '*') return { summary: 'everyone', isAllowed: () => true };
  const wrong = entries.find((entry) => !addressForm.test(entry) && !domainForm.test(entry));
  if (wrong === '*') throw new TypeError('* means everyone and stands alone');
  if (wrong !== undefined) throw new TypeError(`"${wrong}" is neither an address nor a domain`);
  const addresses = new Set(entries.filter((entry) => addressForm.test(entry)));
  const domains = new Set(
    entries.filter((entry) => !addresses.has(entry)).map((entry) => entry.replace(/^@/, '')),
  );
  return {
    summary: `${counted(addresses.size, 'address', 'addresses')} and ${counted(domains.size, 'domain', 'domains')}`,
    isAllowed: (address) => {
      const folded = address.trim().toLowerCase();
      return addresses.has(folded) || domains.has(folded.slice(folded.lastIndexOf('@') + 1));
    },
  };
}

function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
