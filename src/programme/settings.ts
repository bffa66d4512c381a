// Which values staff may set in Slack. Everything else is the file's alone: who may set, whose payments are believed,
// what reminders say.
import type { Programme } from './schema.ts';
import type { FieldPath } from './source.ts';

/** How a value is asked for; in the file each of them is a text, a list of texts, or a number. */
export type SettingKind =
  | 'date'
  | 'date-and-time'
  | 'date-and-time-or-none'
  | 'money'
  | 'link'
  | 'link-or-none'
  | 'people'
  | 'count';

export type Setting = {
  /** "cycles.2023.soqDeadline": a cycle by its name, as its place in the file may change. */
  path: string;
  /** Where it stands in what the file says. */
  at: FieldPath;
  kind: SettingKind;
  /** As a programme manager calls it: "SOQ deadline". */
  label: string;
  section: string;
};

/** What is shown together: "Cycle 2023", "Fees". */
export type SettingSection = { name: string; title: string };

type Shape = readonly [at: string, kind: SettingKind, label: string];

const cycleShapes: readonly Shape[] = [
  ['opens', 'date', 'Announcement (the cycle opens)'],
  ['payment.opens', 'date-and-time', 'Payment of the SOQ fee opens'],
  ['payment.closes', 'date-and-time', 'Payment of the SOQ fee closes'],
  ['soqDeadline', 'date-and-time', 'SOQ deadline'],
  ['notificationWeek', 'date', 'Notification week (its Monday)'],
  ['orientation.at', 'date-and-time-or-none', 'Orientation webinar'],
  ['orientation.again', 'date-and-time-or-none', 'Orientation, once more for who missed it'],
  ['orientation.join', 'link-or-none', 'Orientation: where to join'],
  ['renewalMeeting.at', 'date-and-time-or-none', 'Renewal meeting'],
  ['renewalMeeting.join', 'link-or-none', 'Renewal meeting: where to join'],
  ['renewalMeeting.recording', 'link-or-none', 'Renewal meeting: its recording'],
];

const sharedShapes: Record<string, readonly Shape[]> = {
  fees: [
    ['fees.soqNew', 'money', 'SOQ fee, first submittal'],
    ['fees.soqResubmittal', 'money', 'SOQ fee, resubmittal'],
    ['fees.torAnnual', 'money', 'Annual fee'],
    ['fees.late', 'money', 'Late fee, added to the annual fee'],
  ],
  links: [
    ['links.announcement', 'link', 'Page of the announcement and the meetings'],
    ['links.account', 'link', 'Page where people pay'],
  ],
  people: [
    ['slack.approvers', 'people', 'Approvers'],
    ['slack.quorum', 'count', 'How many of them have to agree'],
  ],
};

const titles: Record<string, string> = { fees: 'Fees', links: 'Links', people: 'Approvers' };

/** The sections of a programme, the newest cycle first. */
export function settingSections({ cycles }: Pick<Programme, 'cycles'>): readonly SettingSection[] {
  return [
    ...cycles.map(({ name }) => ({ name: `cycles.${name}`, title: `Cycle ${name}` })).reverse(),
    ...Object.keys(sharedShapes).map((name) => ({ name, title: titles[name] ?? name })),
  ];
}

/** Everything that can be set in a programme. */
export function settingsOf({ cycles }: { cycles: readonly { name: string }[] }): readonly Setting[] {
  return [
    ...cycles.flatMap(({ name }, index) =>
      cycleShapes.map(([at, kind, label]) => ({
        path: `cycles.${name}.${at}`,
        at: ['cycles', index, ...at.split('.')],
        kind,
        label,
        section: `cycles.${name}`,
      })),
    ),
    ...Object.entries(sharedShapes).flatMap(([section, shapes]) =>
      shapes.map(([path, kind, label]) => ({ path, at: path.split('.'), kind, label, section })),
    ),
  ];
}
