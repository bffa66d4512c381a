import type { Desk } from '../handlers/shell.ts';
import type { Log } from '../log.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Database } from '../store/database.ts';
import type { StaffAnswers } from './staff-answers.ts';
import type { Town } from './town.ts';

/** What is played. */
export type Simulation = {
  database: Database;
  /** The programme; its receipts come from the store of the simulation. */
  desk: Desk;
  /** YYYY-MM-DD in the programme's zone, both inclusive. */
  from: string;
  to: string;
  people: number;
  seed: number;
  /** The database has records already: whoever is in them lives there, and `people` are invented besides. */
  isCopy?: boolean;
  /** Where what they name is kept; it is only read. */
  files?: Pick<Blobs, 'get'>;
  /** Puts on the agenda what people do; absent: invented people do, as chance has it. */
  cast?: (town: Town) => Promise<void>;
  /** How staff answer some kinds of cards; absent: as chance has it. */
  answers?: StaffAnswers;
  /** Where mails and files are kept; absent: a folder of its own. */
  folder?: string;
  log?: Log;
};
