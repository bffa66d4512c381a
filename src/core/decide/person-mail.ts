// What staff have mailed about one person: the last mail once more, and that an application is withdrawn.
import { wordsForInstant } from '../calendar.ts';
import { mailAddressOf } from '../case.ts';
import type { CopyDraft, MailDraft } from '../decision.ts';
import { referenceTo } from '../reference-to.ts';
import { answerDraft } from './payment-input.ts';
import type { Effect, PersonActionInput } from './person-effect.ts';

/** The key holds what is new in each window, so that a doubled click is one mail. */
export function resend({ lastMail, subject, person, ids }: PersonActionInput): Effect {
  if (lastMail === null || subject === null) return { refuse: 'No mail has been sent about this yet.' };
  const to = mailAddressOf(subject.person);
  if (to === null) return { refuse: `No address of ${person.name} takes mail.` };
  const draft: CopyDraft = {
    channel: 'copy',
    key: `resent/${ids.once}`,
    to,
    toName: person.name,
    copy: lastMail,
    about: referenceTo(subject),
    personId: person.id,
    condition: { kind: 'always' },
    notBefore: null,
  };
  return { tell: `“${lastMail.subject}” goes to ${to} once more.`, facts: [], drafts: [draft] };
}

/** Takes the application back and tells its person. */
export function withdraw({ subject, words, person, programme, now }: PersonActionInput): Effect {
  if (subject?.kind !== 'application') return { refuse: 'There is no application to withdraw.' };
  if (words === null) return { refuse: 'Withdrawing needs a reason, for the record.' };
  const { id } = subject.application;
  const to = mailAddressOf(subject.person);
  const mail: MailDraft[] =
    to === null
      ? []
      : [
          answerDraft({
            key: `withdrawn/${id}`,
            to,
            toName: person.name,
            message: {
              name: 'withdrawn',
              values: { withdrawnAt: wordsForInstant(now, programme.timeZone) },
            },
            about: { kind: 'application', id },
            personId: person.id,
          }),
        ];
  const told =
    to === null ? 'No address takes mail: please tell them another way.' : `${to} is told by mail.`;
  return {
    tell: `Withdrawn: ${person.name}. ${told}`,
    facts: [{ fact: 'application-withdrawn', applicationId: id, at: now }],
    drafts: mail,
  };
}
