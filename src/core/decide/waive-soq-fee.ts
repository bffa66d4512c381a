// The SOQ fee of one application, waived by staff, and due after all. Nobody is mailed.
import { isSoqFeeMet } from '../case.ts';
import { soqFeeWords, waivedFeeWords } from '../soq-fee-words.ts';
import type { Effect, PersonActionInput } from './person-effect.ts';

/** The card on which an SOQ is to be decided says so at once. */
export function waiveSoqFee(
  { subject, words, by, now }: PersonActionInput,
  does: 'waive-soq-fee' | 'unwaive-soq-fee',
): Effect {
  if (subject?.kind !== 'application') return { refuse: 'That is about no application.' };
  if (words === null) return { refuse: 'That needs a reason, for the record.' };
  const { id: applicationId } = subject.application;
  const isWaived = does === 'waive-soq-fee';
  const left = { ...subject, application: { ...subject.application, feeWaived: null } };
  const next = isWaived
    ? 'Reminders to send the SOQ go out as if it were paid.'
    : isSoqFeeMet(left)
      ? 'It is paid, so nothing changes for them.'
      : 'Nobody is mailed: please tell them.';
  return {
    tell: `The SOQ fee of ${subject.person.name} is ${isWaived ? 'waived' : 'due after all'}. ${next}`,
    facts: [
      { fact: 'soq-fee-waived', applicationId, by, at: isWaived ? now : null, reason: words },
      {
        fact: 'approval-fee',
        applicationId,
        words: isWaived ? waivedFeeWords(words) : soqFeeWords(left),
      },
    ],
  };
}
