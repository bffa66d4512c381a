/** Whom staff named for a mail: `address` stands for the person, `name` is for one who is not known yet. */
export type Assignment = { address: string; name: string | null; by: string };

/** Part of the key of a card about a mail that was handed to somebody: another question than the one before. */
export function onceMore(assigned: Assignment | null): string {
  return assigned === null ? '' : `/${assigned.address}`;
}
