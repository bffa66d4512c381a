// Somebody wants no more announcements. It counts at once, and costs nobody the mail about their own case.
import type { Programme } from '../../programme/schema.ts';
import { wordsForInstant } from '../calendar.ts';
import type { Person } from '../case.ts';
import type { CaseReference, Decision } from '../decision.ts';
import { answerDraft } from './payment-input.ts';

export type UnsubscribeInput = {
  /** Which addresses get no more, lower-cased, and since when one does already; the first one is told. */
  addresses: readonly { address: string; optedOutAt: Date | null }[];
  /** How that is known: "by the address that only our announcement names". */
  how: string;
  /** Who wrote, for the record. */
  by: string | null;
  /** Whose the first address is, and the case that they are busy with, where they are known. */
  person: Pick<Person, 'id' | 'name'> | null;
  about: CaseReference | null;
  /** Why no answer may go out, or null. */
  unanswered: string | null;
  programme: Programme;
  now: Date;
};

/** Opts the addresses out, with one confirmation for ever; who has asked before is not written to again. */
export function decideUnsubscribe(input: UnsubscribeInput): Decision {
  const { addresses, about, person, by, now, programme, unanswered } = input;
  const news = addresses.filter(({ optedOutAt }) => optedOutAt === null);
  const [first] = addresses;
  if (first === undefined || news.length === 0) {
    const since = wordsForInstant(first?.optedOutAt ?? now, programme.timeZone);
    const reason = `no more announcements to ${listed(input)}: that stands since ${since}`;
    return { kind: 'ignore', reason, about, facts: [] };
  }
  const { address } = first;
  return {
    kind: 'apply',
    event: 'announcements-stopped',
    reason: `no more announcements to ${listed(input)}, ${input.how}${unanswered === null ? '' : `; not answered: ${unanswered}`}`,
    about,
    personId: person?.id ?? null,
    expects: [],
    facts: news.map((one) => ({ fact: 'opted-out', address: one.address, at: now, how: 'mail', by })),
    drafts:
      unanswered === null
        ? [
            answerDraft({
              key: `opt-out/${programme.name}/${address}`,
              to: address,
              toName: person?.name ?? '',
              message: { name: 'announcements-stopped', values: { address } },
              about,
              personId: person?.id ?? null,
            }),
          ]
        : [],
  };
}

function listed({ addresses }: UnsubscribeInput): string {
  return addresses.map(({ address }) => address).join(' and ');
}
