// Addresses that staff add to a person and remove again.
import { namedIn } from './assign.ts';
import { machineReason } from './machine-sender.ts';
import type { Effect, PersonActionInput } from './person-effect.ts';

/** It makes no mail authenticated: what moves money or state still has to prove where it comes from. */
export function addAddress({ person, words, addressOwner, programme, by, now }: PersonActionInput): Effect {
  const address = namedIn(words)?.address ?? null;
  if (address === null) return { refuse: 'That is not a mail address that torq can read.' };
  if (addressOwner !== null) return { refuse: `${address} is ${addressOwner.name}’s already.` };
  const machine = machineReason(address, programme);
  if (machine !== null) return { refuse: `${machine}, so it can be nobody’s.` };
  return {
    tell: `Noted: mail from ${address} is ${person.name}’s from now on. Mail to them goes where it went before.`,
    facts: [{ fact: 'address-added', personId: person.id, address, by, at: now }],
  };
}

export function removeAddress({ person, words }: PersonActionInput): Effect {
  const address = namedIn(words)?.address ?? null;
  const known = person.addresses.find((entry) => entry.address === address);
  if (known === undefined) return { refuse: `That is no address of ${person.name}.` };
  if (!known.isAlias) return { refuse: `${known.address} was not added by staff, so it stays.` };
  return {
    tell: `Removed: ${known.address} is nobody’s again.`,
    facts: [{ fact: 'address-removed', personId: person.id, address: known.address }],
  };
}
