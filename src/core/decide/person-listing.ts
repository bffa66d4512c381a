// What a trainer wants to be public: on the list or not, with which contact, and which name on certificates.
import { cleanLine } from '../clean.ts';
import { readListing } from '../public-list/listing-words.ts';
import type { Effect, PersonActionInput } from './person-effect.ts';

const after =
  'The public page shows it once the next version of the list is published; a card asks for that.';

export function listingAction(
  { person, words, now }: PersonActionInput,
  action: 'list-contact' | 'unlist' | 'relist' | 'certificate-name',
): Effect {
  const { id: personId, name } = person;
  switch (action) {
    case 'list-contact': {
      const listing = readListing(words ?? '');
      if ('problem' in listing) return { refuse: listing.problem };
      const shown = Object.values(listing);
      return {
        tell: `${shown.length === 0 ? `Noted: only the name and organisation of ${name} are shown.` : `Noted for ${name}: ${shown.join(', ')}.`} What they took back is gone from the page at once. ${after}`,
        facts: [{ fact: 'listing-set', personId, listing }],
      };
    }
    case 'unlist':
      return words === null
        ? { refuse: 'That needs a reason: on whose word?' }
        : {
            tell: `${name} is shown on the public page no longer, from this moment on. Certificates stay valid.`,
            facts: [{ fact: 'listed', personId, unlistedAt: now }],
          };
    case 'relist':
      return {
        tell: `${name} may be on the public list again. ${after}`,
        facts: [{ fact: 'listed', personId, unlistedAt: null }],
      };
    case 'certificate-name': {
      const printed = cleanLine(words ?? '').trim();
      if (printed === '' || printed.length > 200) return { refuse: 'That is no name that can be printed.' };
      return {
        tell: `Noted: certificates and the public list say ${printed} from now on. One that is out is made anew with “torq certificate reissue”.`,
        facts: [{ fact: 'certificate-named', personId, name: printed }],
      };
    }
  }
}
