// What staff see and send when they change settings, whatever shows it to them.
import type { SettingValue } from '../../programme/overlay.ts';
import type { SettingKind } from '../../programme/settings.ts';

/** A section of a programme that somebody may change. */
export type SectionChoice = { programme: string; section: string; title: string };

export type SettingField = {
  path: string;
  kind: SettingKind;
  label: string;
  value: SettingValue;
  /** Who set it in Slack, when, and what the file says, in words; null: it is the file's value. */
  setHere: string | null;
};

export type SettingsForm = {
  programme: string;
  section: string;
  title: string;
  /** The version that it shows; 0: the file alone. */
  version: number;
  /** In which zone its times are. */
  zone: string;
  fields: readonly SettingField[];
};

/** What somebody wants changed; values as a programme file writes them. */
export type SettingsWish = {
  programme: string;
  basedOn: number;
  changes: Readonly<Record<string, SettingValue>>;
};

/** What a wish would do, as it is shown before it is saved. `mark` tells whether that is still so later. */
export type Proposal = {
  changes: readonly string[];
  consequences: readonly string[];
  mark: string;
};

/** `problems`: by path; under null what belongs to no field. `tell` is our own words, in which people are mentioned. */
export type Proposed =
  | { kind: 'refused' | 'stale' | 'nothing'; tell: string }
  | {
      kind: 'wrong';
      problems: readonly { path: string | null; problem: string }[];
      /** What is different from before, by path. */
      changed: readonly string[];
    }
  | { kind: 'proposed'; proposal: Proposal };

export type Saved = Proposed | { kind: 'saved'; tell: string };

/** Who asks: the id, and the name that is written into the record. */
export type Asking = { by: string; byName: string };

export type SettingsDoor = {
  /** Whether to offer it at all. */
  may(by: string): Promise<boolean>;
  /** Null: this person may change nothing; `refusal` says so, and is written down. */
  sections(by: string): Promise<{ choices: readonly SectionChoice[] } | { refusal: string }>;
  /** Null when there is no such section, or not for this person. */
  form(by: string, choice: Pick<SectionChoice, 'programme' | 'section'>): Promise<SettingsForm | null>;
  /** Null: nothing is against it. Quick: a form waits for it. */
  check(asking: Asking, wish: SettingsWish): Promise<Proposed | null>;
  /** The same, with what would follow. */
  propose(asking: Asking, wish: SettingsWish): Promise<Proposed>;
  /** Asks everything again; what would now do something else than `mark` says is shown again instead. */
  save(asking: Asking, wish: SettingsWish & { mark: string }): Promise<Saved>;
};
