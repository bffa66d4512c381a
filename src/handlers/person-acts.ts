// What staff do about one person from their page in Slack: offered to those who may, decided anew when it is submitted.
import { instantAt } from '../core/calendar.ts';
import type { Case } from '../core/case.ts';
import { namedIn } from '../core/decide/assign.ts';
import { actionRefusal, decidePersonAction } from '../core/decide/person-action.ts';
import type { ActionsOffered, ActionWish, PersonActs } from '../core/person-acts.ts';
import { offersFor, type PersonInHand } from '../core/person-offers.ts';
import { referenceTo } from '../core/reference-to.ts';
import { mayDecide } from '../core/staff-list.ts';
import { personByAddress } from '../store/cases.ts';
import { lastMailAbout } from '../store/commands.ts';
import { commit } from '../store/commit.ts';
import { noteActionRefusal } from '../store/person-history.ts';
import { personInHand } from '../store/person-in-hand.ts';
import { prepare } from './prepare.ts';
import type { Desk, Shell } from './shell.ts';

const gone = 'torq no longer knows this person. Nothing was changed.';

export function personActs(shell: Shell): PersonActs {
  return {
    offers: (by, personId) => offers(shell, by, personId),
    act: (by, wish) => act(shell, by, wish),
  };
}

async function offers(shell: Shell, by: string, personId: string): Promise<ActionsOffered> {
  const person = await personInHand(shell.database.read, personId);
  if (person === null) return { refusal: gone };
  const programmes = shell.desks.map(({ programme }) => programme).filter((one) => mayDecide(one, by));
  const refusal = actionRefusal({ person, by, byAddress: await shell.staff.addressOf(by) }, programmes);
  if (refusal !== null) {
    await noteActionRefusal(shell.database, { personId, by, because: refusal, now: shell.now() });
    return { refusal };
  }
  const { id, name, version } = person;
  return { personId: id, name, version, offers: offersFor(person, programmes) };
}

/** @returns the sentence that the actor is told */
async function act(shell: Shell, by: string, wish: ActionWish): Promise<string> {
  const person = await personInHand(shell.database.read, wish.personId);
  if (person === null) return gone;
  const subject = caseIn(person, wish.caseId);
  const desk = deskOf(shell, subject, by);
  if (desk === null || (wish.caseId !== null && subject === null)) {
    const tell = 'That may not be done here, or no longer. Nothing was changed.';
    return refused(shell, by, wish, tell);
  }
  const { timeZone } = desk.programme;
  const decision = decidePersonAction({
    person,
    action: wish.action,
    subject,
    words: wish.words === null || wish.words.trim() === '' ? null : wish.words.trim(),
    receivedAt: wish.received === null ? null : instantAt(wish.received.date, wish.received.time, timeZone),
    seenVersion: wish.seenVersion,
    by,
    byAddress: await shell.staff.addressOf(by),
    addressOwner: await ownerOf(shell, wish.words),
    lastMail: subject === null ? null : await lastMailAbout(shell.database.read, referenceTo(subject)),
    ids: { submission: shell.newId(), prompt: shell.newId(), once: `${person.id}/${person.version}` },
    programme: desk.programme,
    now: shell.now(),
  });
  if (decision.kind === 'refuse') return refused(shell, by, wish, decision.tell);
  const result = await commit(shell.database, {
    cause: { kind: 'command', by },
    programme: desk.programme.name,
    by,
    personId: person.id,
    now: shell.now(),
    ...decision,
    drafts: await prepare(shell, desk, decision.drafts),
  });
  return result === 'committed'
    ? decision.tell
    : refused(shell, by, wish, 'Somebody else was first. Nothing was changed: please look again.');
}

async function refused(shell: Shell, by: string, { personId }: ActionWish, tell: string): Promise<string> {
  await noteActionRefusal(shell.database, { personId, by, because: tell, now: shell.now() });
  return tell;
}

async function ownerOf({ database }: Shell, words: string | null): Promise<{ name: string } | null> {
  const address = namedIn(words)?.address ?? null;
  return address === null ? null : personByAddress(database.read, address);
}

function caseIn({ cases }: PersonInHand, caseId: string | null): Case | null {
  return cases.find((subject) => referenceTo(subject).id === caseId) ?? null;
}

/** The programme of the case; for what is about the person, the first that this member of staff decides in. */
function deskOf({ desks }: Shell, subject: Case | null, by: string): Desk | null {
  const fitting = desks.find(({ programme }) =>
    subject === null ? mayDecide(programme, by) : programme.name === subject.programme,
  );
  return fitting ?? (subject === null ? (desks[0] ?? null) : null);
}
