// NEW ADDRESS, in two steps: asked once more at the address that is known, and changed by the answer YES to that mail.
import { wordsForInstant } from '../calendar.ts';
import { mailAddressOf, type Person } from '../case.ts';
import { newAddressOf } from '../classify/new-address.ts';
import type { Decision, MailDraft } from '../decision.ts';
import { answerCommand, askStaff, restForStaff } from './command-answer.ts';
import { noticeCard } from './command-card.ts';
import { aboutOf, type CommandInput, strangerReason } from './command-input.ts';
import { confirmableUntilWords } from './confirm-until.ts';
import { machineReason } from './machine-sender.ts';
import { answerDraft } from './payment-input.ts';

/** Asks at the address that mail goes to now; nothing is changed. */
export function askForNewAddress(input: CommandInput): Decision {
  const { person, programme, now } = input;
  const oldAddress = person === null ? null : mailAddressOf(person);
  const newAddress = newAddressOf(input.subjectLine, input.text);
  const obstacle = strangerReason(input) ?? addressObstacle(input, newAddress);
  if (obstacle !== null) return askStaff(input, obstacle);
  if (oldAddress === null || newAddress === null)
    return askStaff(input, 'no address of this person takes mail');
  const until = confirmableUntilWords(now, programme);
  return answerCommand(input, {
    event: 'address-change-asked',
    reason: `NEW ADDRESS ${newAddress}: they were asked at ${oldAddress} to confirm it; nothing is changed until then`,
    to: oldAddress,
    content: { message: { name: 'address-confirm', values: { newAddress, oldAddress, until } } },
    condition: { kind: 'address-confirm', address: newAddress },
  });
}

/** The answer YES to our question: mail goes to the new address, and both addresses and staff are told. */
export function changeAddress(input: CommandInput, asked: { id: string; address: string }): Decision {
  const { person, now } = input;
  const { address } = asked;
  const about = aboutOf(input);
  if (input.done)
    return { kind: 'ignore', reason: 'the address has been changed by this answer before', about, facts: [] };
  const obstacle = strangerReason(input) ?? addressObstacle(input, address);
  if (obstacle !== null || person === null) return askStaff(input, obstacle ?? 'nobody is known for it');
  const oldAddress = mailAddressOf(person) ?? input.sender ?? '';
  return {
    kind: 'apply',
    event: 'address-changed',
    reason: `mail goes to ${address} instead of ${oldAddress}: asked by mail, and confirmed when asked`,
    about,
    personId: person.id,
    expects: [{ row: 'outbox-key', key: addressChangedKey(asked.id) }],
    facts: [
      { fact: 'address-changed', personId: person.id, address, at: now },
      { fact: 'submissions-reconsidered', address },
    ],
    drafts: [
      ...notes(input, person, asked, oldAddress),
      card(input, person, asked, oldAddress),
      ...restForStaff(input),
    ],
  };
}

/** The key of the note to the new address, by which it is known that a question has been answered. */
export function addressChangedKey(askedItemId: string): string {
  return `command-done/address/${askedItemId}/new`;
}

function addressObstacle(
  { person, ownerOfNew, programme }: CommandInput,
  address: string | null,
): string | null {
  if (address === null) return 'it does not name exactly one address';
  const machine = machineReason(address, programme);
  if (machine !== null) return machine;
  if (ownerOfNew !== null && ownerOfNew.id !== person?.id)
    return `${address} is known to be ${ownerOfNew.name}'s: one person or two?`;
  const known = person?.addresses.find((entry) => entry.address === address);
  if (known !== undefined && known.bouncedAt !== null) return `mail to ${address} has come back`;
  if (person !== null && mailAddressOf(person) === address) return `mail goes to ${address} already`;
  return null;
}

type Asked = { id: string; address: string };

function notes(input: CommandInput, person: Person, asked: Asked, oldAddress: string): MailDraft[] {
  const changedAt = wordsForInstant(input.now, input.programme.timeZone);
  const values = { newAddress: asked.address, oldAddress, changedAt };
  const note = (key: string, to: string) =>
    answerDraft({
      key,
      to,
      toName: person.name,
      message: { name: 'address-changed', values },
      about: aboutOf(input),
      personId: person.id,
    });
  return [
    note(addressChangedKey(asked.id), asked.address),
    note(`command-done/address/${asked.id}/old`, oldAddress),
  ];
}

function card(input: CommandInput, person: Person, asked: Asked, oldAddress: string) {
  return noticeCard(input, aboutOf(input), {
    key: `card/address-changed/${asked.id}`,
    title: `New address: ${person.name}`,
    facts: [
      ['Whose', person.name],
      ['Before', oldAddress],
      ['Now', asked.address],
      [
        'What happened',
        `They asked by mail, and confirmed it from ${input.sender} when asked. Both addresses were told.`,
      ],
    ],
  });
}
