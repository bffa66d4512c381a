// What the staff's door asks of the rest of the house.
import { reasonLabels } from './core/chosen-reasons.ts';
import type { MergeDoor } from './core/merge-door.ts';
import type { CurrentDesks } from './handlers/current-desks.ts';
import { createDuplicateFinder } from './handlers/duplicates.ts';
import { mergeDoor } from './handlers/merge-people.ts';
import { mayAnswer, onAnswer } from './handlers/on-answer.ts';
import { onStaffMessage } from './handlers/on-staff-message.ts';
import { personActs } from './handlers/person-acts.ts';
import { settingsDoor } from './handlers/settings.ts';
import type { Shell } from './handlers/shell.ts';
import { staffLooks } from './handlers/staff-looks.ts';
import type { SlackOptions } from './slack/connection.ts';
import type { Worker } from './work.ts';

type Answering = { shell: Shell; fresh: () => Promise<Shell>; current: CurrentDesks };

/** What the staff's door asks of the rest of the house; each time by the rules as they are then. */
export function answering(
  { shell, fresh, current }: Answering,
  worker: Worker,
): Pick<
  SlackOptions,
  'mayAnswer' | 'reasonsFor' | 'onAnswer' | 'onMessage' | 'looks' | 'settings' | 'personActs' | 'merging'
> {
  const settings = settingsDoor({ ...shell, current });
  return {
    onMessage: async (message) => {
      const outcome = await onStaffMessage(await fresh(), message);
      worker.kick();
      return outcome;
    },
    looks: {
      overview: async (by) => staffLooks(await fresh()).overview(by),
      search: async (by, words) => staffLooks(await fresh()).search(by, words),
      person: async (by, wanted) => staffLooks(await fresh()).person(by, wanted),
      mail: async (by, promptId) => staffLooks(await fresh()).mail(by, promptId),
    },
    settings: {
      ...settings,
      save: async (asking, wish) => {
        const saved = await settings.save(asking, wish);
        worker.kick();
        return saved;
      },
    },
    personActs: {
      offers: async (by, personId) => personActs(await fresh()).offers(by, personId),
      act: async (by, wish) => {
        const told = await personActs(await fresh()).act(by, wish);
        worker.kick();
        return told;
      },
    },
    merging: merging(fresh, worker),
    mayAnswer: async (answer) => mayAnswer(await fresh(), answer),
    reasonsFor: (channel, choice) => reasonLabels(shell.desks, channel, choice),
    onAnswer: async (answer) => {
      const outcome = await onAnswer(await fresh(), answer);
      worker.kick();
      return outcome;
    },
  };
}

/** People who may be there twice. Whom to compare is remembered from one time to the next. */
function merging(fresh: Answering['fresh'], worker: Worker): MergeDoor {
  const find = createDuplicateFinder();
  const door = async () => mergeDoor(await fresh(), find);
  return {
    count: async (by) => (await door()).count(by),
    page: async (by, from) => (await door()).page(by, from),
    find: async (by, addresses) => (await door()).find(by, addresses),
    compare: async (by, ids) => (await door()).compare(by, ids),
    review: async (by, wish) => (await door()).review(by, wish),
    merge: async (by, wish) => {
      const told = await (await door()).merge(by, wish);
      worker.kick();
      return told;
    },
    notSame: async (by, ids) => (await door()).notSame(by, ids),
    undo: async (by, mergeId) => {
      const told = await (await door()).undo(by, mergeId);
      worker.kick();
      return told;
    },
  };
}
