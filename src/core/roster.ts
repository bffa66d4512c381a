/** One line of a roster that is imported: a person who is a Trainer of Record in a term. */
export type RosterEntry = {
  name: string;
  email: string;
  organisation: string | null;
  /** YYYY-MM-DD, both days included. */
  termStarts: string;
  termEnds: string;
};
