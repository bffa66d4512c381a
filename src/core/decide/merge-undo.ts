// Taking a merge back: the rows that moved go back, if they still are where the merge put them.
import type { RowChange } from '../merge.ts';

const names: Readonly<Record<RowChange['table'], string>> = {
  Person: 'what is kept of the person',
  Address: 'the address',
  Application: 'an application',
  Payment: 'a payment',
  Credential: 'the status as Trainer of Record',
  Term: 'a term',
  Agreement: 'an agreement',
  Certificate: 'a certificate',
  OutboxItem: 'a mail',
  InboundMail: 'a mail that came',
  Prompt: 'a question to staff',
};

/** Why a merge cannot be taken back: the first row that something happened to since. The sentence is for staff. */
export function undoProblem({ table, key, after }: RowChange): string {
  const what = table === 'Address' ? `the address ${key}` : names[table];
  const columns = Object.keys(after).join(', ');
  return `Since the merge, ${what} was changed (${columns}), so it cannot be put back as it was. Nothing was changed: please move by hand what is wrong.`;
}
