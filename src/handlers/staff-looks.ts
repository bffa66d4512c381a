// What staff may look at, asked anew each time: who may not is told so, and nothing else is read for them.
import {
  type Found,
  type Look,
  lookRefusal,
  type PersonPage,
  type PersonWanted,
  type StaffOverview,
  type WholeMail,
} from '../core/staff-view.ts';
import { personPage } from './person-page.ts';
import type { Shell } from './shell.ts';
import { staffOverview } from './staff-overview.ts';
import { searchPeople } from './staff-search.ts';
import { wholeMail } from './whole-mail.ts';

type Reading = Pick<Shell, 'database' | 'desks' | 'now' | 'blobs' | 'readMail'>;

/** Each is asked by the Slack id of who looks. Nothing is changed by any of them. */
export type StaffLooks = {
  overview(by: string): Promise<Look<StaffOverview>>;
  /** By name, address or order number. */
  search(by: string, words: string): Promise<Look<Found>>;
  /** Null when there is nobody with this id. */
  person(by: string, wanted: PersonWanted): Promise<Look<PersonPage | null>>;
  /** The mail of a card; null when there is none. */
  mail(by: string, promptId: string): Promise<Look<WholeMail | null>>;
};

export function staffLooks(shell: Reading): StaffLooks {
  const look = async <T>(by: string, read: () => Promise<T>): Promise<Look<T>> => {
    const refused = lookRefusal(
      shell.desks.map(({ programme }) => programme),
      by,
    );
    return refused === null ? { kind: 'shown', shown: await read() } : { kind: 'refused', tell: refused };
  };
  return {
    overview: (by) => look(by, () => staffOverview(shell)),
    search: (by, words) => look(by, () => searchPeople(shell, words)),
    person: (by, wanted) => look(by, () => personPage(shell, wanted)),
    mail: (by, promptId) => look(by, () => wholeMail(shell, promptId)),
  };
}
