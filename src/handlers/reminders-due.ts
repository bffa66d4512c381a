// For whom which reminder is right now. A tick keeps these mails; a dry run only names them.
import type { MailDraft } from '../core/decision.ts';
import { dueRungs } from '../core/due-rungs.ts';
import { cycleSources } from '../core/references.ts';
import { planReminders } from '../core/reminders.ts';
import { casesToRemind, openTermSpans } from '../store/cases-to-remind.ts';
import type { Desk, Shell } from './shell.ts';

/** The mails that are right and not in the outbox yet, a page at a time; nobody is loaded for a rung that is not due. */
export async function* remindersDue(shell: Shell, { programme }: Desk): AsyncGenerator<MailDraft[]> {
  const { read } = shell.database;
  const sources = [...cycleSources(programme), ...(await openTermSpans(read, programme.name))];
  for (const rung of dueRungs(sources, programme, shell.now()))
    for await (const cases of casesToRemind(read, programme.name, rung))
      yield cases.flatMap((subject) => {
        try {
          const drafts = planReminders(subject, programme, shell.now(), [rung.rule]);
          return drafts.filter(({ key }) => key.endsWith(rung.keyEnd));
        } catch (err) {
          // One case that nobody foresaw must not keep the others from being reminded.
          const fields = { personId: subject.person.id, err };
          shell.log.error(fields, 'the reminders of a person could not be planned');
          return [];
        }
      });
}
