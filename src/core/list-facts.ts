// Whose tick a list may set, and what setting it writes.
import type { ApplicationCase, TermCase } from './case.ts';
import type { Fact } from './facts.ts';
import type { ListTarget } from './list-ticks.ts';
import { isCandidate } from './onboarding.ts';
import { referenceTo } from './reference-to.ts';

export type ListItem = 'qisp' | 'meeting' | 'orientation';

/** Of each trainer the terms that are open, or the newest when none is: it says whether the tick was set before. */
export function termTargets(terms: readonly TermCase[], item: 'qisp' | 'meeting'): readonly ListTarget[] {
  return [...Map.groupBy(terms, ({ person }) => person.id).values()].flatMap((own) => {
    const open = own.filter(({ term }) => term.confirmedAt === null);
    const newest = own.toSorted((a, b) => b.term.startsOn.localeCompare(a.term.startsOn)).slice(0, 1);
    return (open.length > 0 ? open : newest).map((subject) => termTarget(subject, item));
  });
}

function termTarget(subject: TermCase, item: 'qisp' | 'meeting'): ListTarget {
  const { term, person } = subject;
  const lost = item === 'qisp' && term.qispLostAt !== null;
  return {
    personId: person.id,
    name: person.name,
    about: referenceTo(subject),
    version: term.version,
    done: term.ticks[item] !== null && !lost,
    blocked: lost
      ? 'the QISP registration was noted as lost; if it is in order again, say so in Slack'
      : term.confirmedAt === null
        ? null
        : 'the renewal is confirmed already',
  };
}

/** Selected candidates of a cycle, and those who became trainers from it. */
export function orientationTargets(applications: readonly ApplicationCase[]): readonly ListTarget[] {
  return applications.flatMap((subject) => {
    const { onboarding, version } = subject.application;
    if (!isCandidate(subject) && onboarding.qualified === null) return [];
    return [
      {
        personId: subject.person.id,
        name: subject.person.name,
        about: referenceTo(subject),
        version,
        done: onboarding.orientation !== null,
        blocked: onboarding.qualified === null ? null : 'onboarding is complete already',
      },
    ];
  });
}

/** @param how of a meeting: seen live, or as a recording */
export function tickFact(
  { about }: ListTarget,
  tick: { item: ListItem; how: 'attended' | 'viewed'; by: string; at: Date },
): Fact {
  const { item, how, by, at } = tick;
  if (item === 'orientation') return { fact: 'orientation-noted', applicationId: about.id, how, by, at };
  return { fact: 'item-ticked', termId: about.id, item, how: item === 'meeting' ? how : null, by, at };
}
