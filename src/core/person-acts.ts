import type { PersonAction } from './person-actions.ts';
import type { ActionOffer } from './person-offers.ts';

export type ActionsOffered =
  | { refusal: string }
  | { personId: string; name: string; version: number; offers: readonly ActionOffer[] };

/** What a window of an action sends. Everything in it comes from outside and is judged anew. */
export type ActionWish = {
  personId: string;
  seenVersion: number;
  action: PersonAction;
  caseId: string | null;
  words: string | null;
  /** Wall-clock time in the programme's zone: YYYY-MM-DD and HH:MM. */
  received: { date: string; time: string } | null;
};

/** Acting on a person, by the Slack id of who acts. `act` says what became of it. */
export type PersonActs = {
  offers: (by: string, personId: string) => Promise<ActionsOffered>;
  act: (by: string, wish: ActionWish) => Promise<string>;
};
