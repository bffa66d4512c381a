// The windows in which two people are compared and merged. Pure.
import type { types as slack } from '@slack/bolt';
import type { MergeWish } from '../core/merge.ts';
import type { Compared, Face, Reviewed } from '../core/merge-door.ts';
import { limits } from './limits.ts';
import { type Blocks, bounded, lines, modal, plain, said, small } from './look-blocks.ts';
import {
  addressId,
  chooseId,
  closingId,
  confirmId,
  findId,
  intoId,
  nameId,
  oneId,
  otherId,
} from './merge-ids.ts';
import { mergeButton, undoButton } from './merge-page.ts';
import { fit, fitLine } from './text.ts';

/** So much of each of two is shown side by side. */
const faceLength = 1600;
/** Slack takes no longer value of an option; addresses that are longer cannot be chosen here. */
const longestAddress = 150;

/** What the window carries: whom it is about, and as which versions they were seen. */
export type Carried = { ids: readonly [string, string]; versions: readonly [number, number] };
/** The wish of the confirmation, and how much there is to tick. */
export type Confirming = { wish: MergeWish; asked: number };

type Faces = Extract<Compared, { faces: object }>;
type Review = Extract<Reviewed, { wish: object }>;

export function compareView({ faces, reasons, noted }: Faces): slack.ModalView {
  const [one, other] = faces;
  const ids = [one.id, other.id] as const;
  const blocks: Blocks = [
    ...(noted === null ? [] : [said(noted)]),
    ...(reasons.length === 0 ? [] : [small(`Suggested because of ${reasons.join('; ')}`)]),
    { type: 'section', fields: faces.map((face) => plain(faceText(face))) },
    { type: 'actions', elements: [mergeButton('not-same', 'They are two people', ids)] },
    radio(
      intoId,
      'Which of the two remains? Of what both have only once, its own counts.',
      faces.map(rowOption),
    ),
    ...(one.name === other.name
      ? []
      : [
          radio(
            nameId,
            'Which name is kept?',
            faces.map(({ id, name }) => option(name, id)),
          ),
        ]),
    ...addressInput(faces),
  ];
  const carried: Carried = { ids, versions: [one.version, other.version] };
  return form({ callbackId: chooseId, title: 'One person?', submit: 'Next', blocks, carried });
}

function faceText({ name, addresses, lines: facts }: Face): string {
  return fit([fitLine(name, 150), ...addresses.slice(0, 8), ...facts].join('\n'), faceLength);
}

function rowOption({ id, name, addresses }: Face): slack.PlainTextOption {
  return option(`${fitLine(name, 36)}, ${addresses[0] ?? 'no address'}`, id);
}

function option(text: string, value: string): slack.PlainTextOption {
  return { text: plain(fitLine(text, limits.option)), value };
}

function radio(id: string, label: string, options: slack.PlainTextOption[]): slack.InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    element: { type: 'radio_buttons', action_id: id, options },
  };
}

function addressInput(faces: Faces['faces']): slack.InputBlock[] {
  const options = faces
    .flatMap(({ addresses }) => addresses)
    .filter((address) => address.length <= longestAddress)
    .slice(0, limits.selectOptions)
    .map((address) => option(address, address));
  if (options.length === 0) return [];
  return [
    {
      type: 'input',
      block_id: addressId,
      label: plain('To which address does mail go?'),
      element: { type: 'static_select', action_id: addressId, options },
    },
  ];
}

export function confirmMergeView({ wish, says, conflicts }: Review): slack.ModalView {
  const carried: Confirming = { wish, asked: conflicts.length };
  const blocks: Blocks = [
    lines(says, 700),
    ...conflicts.map(({ explained }) => lines([explained], 700)),
    ...(conflicts.length === 0
      ? []
      : [
          {
            type: 'input' as const,
            block_id: closingId,
            label: plain('Tick each, if it is to be so'),
            element: {
              type: 'checkboxes' as const,
              action_id: closingId,
              options: conflicts.slice(0, limits.checkBoxes).map(({ key, label }) => option(label, key)),
            },
          },
        ]),
  ];
  return form({ callbackId: confirmId, title: 'Merge them?', submit: 'Merge', blocks, carried });
}

/** Asks for two people whom nothing suggests. */
export function findTwoView(): slack.ModalView {
  const input = (id: string, label: string): slack.InputBlock => ({
    type: 'input',
    block_id: id,
    label: plain(label),
    element: { type: 'plain_text_input', action_id: id, max_length: 254 },
  });
  const blocks = [input(oneId, 'An address of one'), input(otherId, 'An address of the other')];
  return form({ callbackId: findId, title: 'Compare two', submit: 'Compare', blocks, carried: null });
}

/** What became of it; a merge can be taken back at once. */
export function mergeToldView(tell: string, mergeId: string | null): slack.ModalView {
  return modal('merge-told', 'Duplicates', [
    said(tell),
    {
      type: 'actions',
      elements: [mergeButton('list', 'To the list'), ...(mergeId === null ? [] : [undoButton(mergeId)])],
    },
  ]);
}

type Form = {
  callbackId: string;
  title: string;
  submit: string;
  blocks: Blocks;
  carried: Carried | Confirming | null;
};

function form({ callbackId, title, submit, blocks, carried }: Form): slack.ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    ...(carried === null ? {} : { private_metadata: JSON.stringify(carried) }),
    title: plain(title),
    submit: plain(submit),
    close: plain('Cancel'),
    blocks: bounded(blocks, limits.blocksInView),
  };
}
