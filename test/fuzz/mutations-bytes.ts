// Damage without knowledge of mail: what disks, lines and bad software do.
import type { Random } from '../chaos/random.ts';
import { noise, run } from './message.ts';

export type ByteMutation = (text: string, random: Random, other: string) => string;

export const byteMutations: Readonly<Record<string, ByteMutation>> = {
  'flip bytes': (text, random) => {
    const bytes = Buffer.from(text, 'latin1');
    for (let count = 1 + random.below(30); count > 0; count--) {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    return bytes.toString('latin1');
  },
  truncate: (text, random) => text.slice(0, random.below(text.length)),
  'cut the beginning': (text, random) => text.slice(random.below(text.length)),
  'lose a piece': (text, random) => {
    const at = random.below(text.length);
    return text.slice(0, at) + text.slice(at + random.below(2_000));
  },
  'double a piece': (text, random) => {
    const at = random.below(text.length);
    const piece = text.slice(at, at + random.below(4_000));
    return text.slice(0, at) + piece.repeat(2 + random.below(5)) + text.slice(at);
  },
  'insert noise': (text, random) => insert(text, random, noise(random, random.below(500))),
  'insert a run': (text, random) => insert(text, random, run(random)),
  'insert a run twice': (text, random) => {
    const piece = run(random);
    return insert(insert(text, random, piece), random, piece);
  },
  NULs: (text, random) => insert(text, random, '\0'.repeat(1 + random.below(100))),
  'bare carriage returns': (text) => text.replaceAll('\r\n', '\r'),
  'bare line feeds': (text) => text.replaceAll('\r\n', '\n'),
  'mixed line ends': (text, random) => text.replace(/\r\n/g, () => random.pick(['\r\n', '\n', '\r', '\n\r', '\r\r\n']) ?? '\n'),
  'no line ends': (text) => text.replace(/[\r\n]+/g, ' '),
  'another mail in the middle': (text, random, other) => insert(text, random, other),
  'the end of another mail': (text, random, other) =>
    text.slice(0, random.below(text.length)) + other.slice(random.below(other.length)),
};

function insert(text: string, random: Random, piece: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}
