// A command in the words and cards in which staff see it.
import { wordsForInstant } from '../calendar.ts';
import type { CardDraft, CaseReference, NewPrompt } from '../decision.ts';
import { aboutOf, type CommandInput } from './command-input.ts';

const titles: Record<CommandInput['command'], string> = {
  status: 'A request: STATUS',
  resend: 'A request: RESEND',
  help: 'A request: HELP',
  withdraw: 'A request to withdraw',
  'new-address': 'A request to change an address',
};

/** The mail as a card for a person, with why torq did not do it alone. */
export function requestCard(input: CommandInput, why: string): CardDraft {
  const text = input.text.trim();
  return {
    channel: 'slack',
    key: `card/mail-review/${input.inboundMailId}`,
    prompt: {
      ...promptAbout(aboutOf(input), input),
      kind: 'mail-review',
      title: titles[input.command],
      facts: [
        ['From', input.from],
        ['Subject', input.subjectLine === '' ? '(none)' : input.subjectLine],
        ['Received', wordsForInstant(input.arrival.receivedAt, input.programme.timeZone)],
        ['Why you see it', why],
        ['Whose', input.matched],
        [
          'Sender',
          input.authenticated.yes ? 'authenticated' : `not authenticated: ${input.authenticated.reason}`,
        ],
        ['Text', text === '' ? '(no text)' : text.length <= 900 ? text : `${text.slice(0, 900)} ...`],
      ],
    },
  };
}

/** Something that staff must know; one for each `key`. */
export function noticeCard(
  input: Pick<CommandInput, 'promptId' | 'inboundMailId'>,
  about: CaseReference | null,
  notice: { key: string; title: string; facts: NewPrompt['facts'] },
): CardDraft {
  const { key, title, facts } = notice;
  return {
    channel: 'slack',
    key,
    prompt: { ...promptAbout(about, input), kind: 'notice', title, facts },
  };
}

function promptAbout(
  about: CaseReference | null,
  { promptId, inboundMailId }: Pick<CommandInput, 'promptId' | 'inboundMailId'>,
) {
  return {
    id: promptId,
    applicationId: about?.kind === 'application' ? about.id : null,
    submissionId: null,
    paymentId: null,
    inboundMailId,
    outboxItemId: null,
  };
}
