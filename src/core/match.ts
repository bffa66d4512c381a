// Which case a mail belongs to. A signed reference first (plus-address, then our own Message-ID), then an address
// that is already known. Never a number in a subject, never a name.
import type { CaseReference } from './decision.ts';

export type MatchEvidence = {
  /** From signed plus-addresses in To, Cc or Delivered-To. */
  byAddress: readonly CaseReference[];
  /** From our own Message-IDs in In-Reply-To and References, already looked up. */
  byMessageId: readonly CaseReference[];
  /** The case that the person is busy with whose known address this mail is from. */
  bySender: readonly CaseReference[];
  /** Every case of that person, also the old ones. */
  ofSender: readonly CaseReference[];
};

export type Match =
  /** `flag`: attached, but staff should know why it is not beyond doubt. */
  | { kind: 'matched'; about: CaseReference; how: string; flag: string | null }
  | { kind: 'ambiguous'; reason: string }
  | { kind: 'none'; reason: string };

export function match(evidence: MatchEvidence): Match {
  const sources = [
    { found: distinct(evidence.byAddress), how: 'by its signed address' },
    { found: distinct(evidence.byMessageId), how: 'by the conversation it answers' },
    { found: distinct(evidence.bySender), how: 'by the sender’s known address' },
  ];
  const source = sources.find(({ found }) => found.length > 0);
  const about = source?.found[0];
  if (source === undefined || about === undefined)
    return { kind: 'none', reason: 'nothing names a person we know' };
  if (source.found.length > 1)
    return { kind: 'ambiguous', reason: `${source.found.length} cases fit ${source.how}` };
  const known = [...evidence.bySender, ...evidence.ofSender];
  if (known.some((other) => same(other, about)))
    return { kind: 'matched', about, how: source.how, flag: null };
  // Somebody else whom we know, writing to this person's address: a forwarded mail, or a mix-up (Zammad #5064).
  if (known.length > 0)
    return { kind: 'ambiguous', reason: `${source.how} it is one person's, by its sender another's` };
  const flag = 'it came from an address that we do not know for this person';
  return { kind: 'matched', about, how: source.how, flag };
}

function same(a: CaseReference, b: CaseReference): boolean {
  return a.kind === b.kind && a.id === b.id;
}

function distinct(references: readonly CaseReference[]): CaseReference[] {
  return references.filter((one, index) => references.findIndex((other) => same(one, other)) === index);
}
