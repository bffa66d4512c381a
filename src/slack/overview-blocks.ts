// Everything at a glance, in App Home and under the slash command. Pure.
import type { types as slack } from '@slack/bolt';
import type { OpenQuestion, ProgrammeOverview, StaffOverview, StageCounts } from '../core/staff-view.ts';
import { stageWords } from '../core/stage-words.ts';
import { type Blocks, button, header, lines, plain, said, small } from './look-blocks.ts';
import { fitLine, sentence } from './text.ts';

const peopleNamed = 5;

/** `url`: where the links to cards begin; null: no links. What is short and about everything comes first. */
export function overviewBlocks(overview: StaffOverview, url: string | null): Blocks {
  const { programmes, hold, mailbox, asOf } = overview;
  return [
    said(hold),
    lines(mailbox.slice(0, 10), 200),
    { type: 'actions', elements: [button('look-search', 'Find somebody'), button('look-home', 'Refresh')] },
    small(`As of ${asOf}`),
    ...programmes.flatMap(programmeBlocks),
    ...programmes.flatMap((programme) => waitingBlocks(programme, url)),
  ];
}

function programmeBlocks({ title, pipeline, outgoing }: ProgrammeOverview): Blocks {
  const counted = pipeline.length === 0 ? [lines(['Nobody yet.'], 100)] : pipeline.map(stageBlock);
  return [header(title), ...counted, lines(outgoingLines(outgoing), 100)];
}

function stageBlock({ about, total, stages }: StageCounts): slack.SectionBlock {
  return lines(
    [`${about}: ${total}`, ...stages.map(({ stage, count }) => `• ${count} ${stageWords[stage]}`)],
    100,
  );
}

function outgoingLines({ today, next, reminders, still }: ProgrammeOverview['outgoing']): string[] {
  return [
    today.length === 0 ? 'No mail waits to go out today.' : 'Goes out today:',
    ...today.slice(0, 15).map(({ message, count }) => `• ${count} ${message}`),
    ...(today.length > 15 ? [`• and ${today.length - 15} other kinds`] : []),
    ...reminders.slice(0, 5).map(({ rule, at }) => `Reminders to come: ${rule}: ${at}`),
    ...next.map(({ at, count }) => `Next: ${at}: ${count}`),
    ...(still.length === 0 ? [] : [`Stands still: ${still.join(', ')}`]),
  ];
}

function waitingBlocks({ title, waiting, oldest }: ProgrammeOverview, url: string | null): Blocks {
  const hidden = waiting - oldest.length;
  return [
    header(`Waits for staff: ${waiting} (${title})`),
    ...(waiting === 0 ? [lines(['Nothing waits.'], 100)] : oldest.map((entry) => questionBlock(entry, url))),
    ...(hidden > 0 ? [small(`and ${hidden} more, which have waited less long`)] : []),
  ];
}

function questionBlock(
  { title, since, people, place }: OpenQuestion,
  url: string | null,
): slack.SectionBlock {
  const named = people.slice(0, peopleNamed).map((id) => `<@${id}>`);
  const others = people.length > peopleNamed ? [`${people.length - peopleNamed} others`] : [];
  const whom =
    named.length === 0 ? 'nobody is listed who may decide' : `for ${[...named, ...others].join(', ')}`;
  const block: slack.SectionBlock = {
    type: 'section',
    fields: [
      plain(fitLine(title, 120)),
      { type: 'mrkdwn', text: sentence(`since ${since}, ${whom}`), verbatim: true },
    ],
  };
  if (place === null || url === null) return block;
  const link = `${url}/archives/${place.channel}/p${place.ts.replace('.', '')}`;
  return { ...block, accessory: { ...button('look-card', 'Open card'), url: link } };
}
