import type { CommonValues } from '../core/messages.ts';
import type { Programme } from '../programme/schema.ts';

/** The values of every mail of this programme to the person called `name` ('' when no name is known). */
export function commonValues(programme: Programme, name: string): CommonValues {
  return {
    name,
    programmeTitle: programme.title,
    organisation: programme.organisation.name,
    organisationShort: programme.organisation.shortName,
    website: programme.links.announcement,
    accountLink: programme.links.account,
    staffAddress: programme.addresses.staff,
  };
}
