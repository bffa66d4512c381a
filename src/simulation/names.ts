// Names of people who do not exist, in the mix of a Californian membership; the same for the same place in the line.
import type { Correspondent } from './raw-mails.ts';

const first = [
  ...['Maria', 'James', 'Wei', 'Aisha', 'José', 'Linh', 'Robert', 'Priya', 'Zoë', 'Omar', 'Hannah', 'Luis'],
  ...[
    'Grace',
    'Anahit',
    'Kenji',
    'Rosa',
    'Dmitri',
    'Fatima',
    'Noah',
    'Søren',
    'Ines',
    'Tariq',
    'Ruth',
    'Kofi',
  ],
] as const;
const last = [
  ...['García', 'Nguyen', 'Smith', 'Patel', 'Lee', 'Johnson', 'Hernández', 'Kim', 'Brown', 'Tanaka', 'Cohen'],
  ...['Müller', 'Okafor', 'Petrosyan', 'Silva', 'Chen', 'Ali', 'Novak', 'Reyes', 'Jensen', 'Torres', 'Wong'],
] as const;

/** The person at this place in the line: no two share an address, and of the first 14,000 no two a name. */
export function inventedPerson(at: number): Correspondent {
  const round = Math.floor(at / (first.length * last.length));
  const middle = round === 0 ? '' : `${String.fromCharCode(64 + round)}. `;
  const surname = last[Math.floor(at / first.length) % last.length];
  const name = `${first[at % first.length]} ${middle}${surname}`;
  const plain = name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replace(' ', '.');
  return { name, address: `${plain}.${at + 1}@people.simulation.invalid` };
}
