// One person, a portion at a time, and the list of those that were found. Pure.
import type { types as slack } from '@slack/bolt';
import {
  type Found,
  type FoundPerson,
  linesOnPage,
  type PersonLine,
  type PersonPage,
  type PersonPart,
  personParts,
} from '../core/staff-view.ts';
import { type Blocks, button, header, lines, said, small } from './look-blocks.ts';
import { lookActs } from './look-ids.ts';

const partNames: Readonly<Record<PersonPart, string>> = {
  facts: 'Where it stands',
  mails: 'Mails',
  history: 'History',
};
const lineLength = 270;

/** The card of a person, and the button for what can be done about them. */
export function personBlocks(page: PersonPage): Blocks {
  const { name, addresses, part, personId, lines: shown, from, total } = page;
  const parts = personParts.map((other) => ({
    ...button(`look-${other}`, partNames[other], { personId, part: other, from: 0 }),
    ...(other === part ? { style: 'primary' as const } : {}),
  }));
  return [
    header(name),
    small(addresses.slice(0, 5).join(', ')),
    { type: 'actions', elements: [...parts, button(lookActs, 'Do something', { personId })] },
    ...(shown.length === 0 ? [lines(['Nothing here yet.'], 100)] : grouped(shown)),
    ...(total > linesOnPage ? [small(`${from + 1} to ${from + shown.length} of ${total}`)] : []),
    ...turning(page),
  ];
}

/** Lines under their headings; the same heading again only after another one. */
function grouped(shown: readonly PersonLine[]): Blocks {
  const groups = Map.groupBy(shown, ({ under }) => under);
  return [...groups].flatMap(([under, texts]) => [
    small(under),
    lines(
      texts.map(({ text }) => `• ${text}`),
      lineLength,
    ),
  ]);
}

function turning({ personId, part, from, total }: PersonPage): Blocks {
  const buttons: slack.Button[] = [];
  if (from > 0) {
    const label = part === 'facts' ? 'Back' : 'Newer';
    buttons.push(button('look-newer', label, { personId, part, from: Math.max(0, from - linesOnPage) }));
  }
  if (from + linesOnPage < total) {
    const label = part === 'facts' ? 'More' : 'Older';
    buttons.push(button('look-older', label, { personId, part, from: from + linesOnPage }));
  }
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons }];
}

/** The people that were found, each with a button that opens the card. */
export function foundBlocks({ words, people, more, orders }: Found): Blocks {
  const nothing = people.length === 0 && orders.length === 0;
  return [
    lines([nothing ? `Nobody was found for "${words}".` : `Found for "${words}":`], 200),
    ...people.map(foundBlock),
    ...(orders.length === 0 ? [] : [lines(orders, lineLength)]),
    ...(more ? [said('There are more than these: more exact, please.')] : []),
    ...(nothing ? [said('Try a part of the name, an e-mail address or an order number.')] : []),
  ];
}

function foundBlock({ id, name, address, standing }: FoundPerson): slack.SectionBlock {
  return {
    ...lines([name, address, standing], 150),
    accessory: button('look-facts', 'Open', { personId: id, part: 'facts', from: 0 }),
  };
}
