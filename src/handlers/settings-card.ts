import { wordsForInstant } from '../core/calendar.ts';
import type { Proposal } from '../core/settings/view.ts';
import type { Programme } from '../programme/schema.ts';
import type { ProgrammeVersion } from '../store/programme-versions.ts';
import type { ReadyCard } from '../store/ready-draft.ts';
import { noticeCard } from './notices.ts';
import type { Shell } from './shell.ts';

/** Tells the channel who changed what, and what follows; one card a version. */
export function settingsCard(
  ids: Pick<Shell, 'newId'>,
  { version, byName, at }: ProgrammeVersion,
  { programme, proposal }: { programme: Programme; proposal: Proposal },
): ReadyCard {
  const changes = proposal.changes.map(withoutMentions);
  const consequences = proposal.consequences.map(withoutMentions);
  return noticeCard(ids, {
    key: `card/settings/${programme.name}/${version}`,
    title: `${programme.title}: ${byName} changed the settings`,
    facts: [
      ['Changed', changes.join('\n')],
      [
        'What follows',
        consequences.length === 0 ? 'Nothing for anybody at the moment.' : consequences.join('\n'),
      ],
      ['When', wordsForInstant(at, programme.timeZone)],
      ['Version', `${version}; "torq settings" lists them all`],
    ],
  });
}

/** The facts of a card are plain text, in which Slack makes no name of an id. */
function withoutMentions(line: string): string {
  return line.replaceAll(/<@(\w+)>/g, 'Slack user $1');
}
