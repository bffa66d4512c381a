// A command by mail: who may give it, and what becomes of it. Answers go to known addresses only.

import { cycleAt, soqDeadline } from '../cycle.ts';
import type { Decision } from '../decision.ts';
import { askForNewAddress } from './command-address.ts';
import { answerCommand, askStaff } from './command-answer.ts';
import { aboutOf, answerAddress, type CommandInput } from './command-input.ts';
import { statusMessage } from './command-status.ts';
import { askToWithdraw } from './command-withdraw.ts';
import { machineReason } from './machine-sender.ts';
import { deadlineWords } from './soq-fee.ts';

export function decideCommand(input: CommandInput): Decision {
  const { sender, programme } = input;
  if (sender === null) return askStaff(input, 'it has more than one sender, or none');
  const machine = machineReason(sender, programme);
  if (machine !== null)
    return { kind: 'ignore', reason: `not answered: ${machine}`, about: aboutOf(input), facts: [] };
  if (input.ambiguous) return askStaff(input, input.matched);
  switch (input.command) {
    case 'help':
      return help(input, sender);
    case 'status':
      return status(input);
    case 'withdraw':
      return askToWithdraw(input);
    case 'resend':
      return resend(input);
    case 'new-address':
      return askForNewAddress(input);
  }
}

/** The only command that somebody unknown is answered, if the sender is beyond doubt. */
function help(input: CommandInput, sender: string): Decision {
  const { person, programme, authenticated, now } = input;
  const to = person === null && authenticated.yes ? sender : answerAddress(input);
  if (to === null) return askStaff(input, noAddress(input));
  const cycle = cycleAt(programme, now);
  const ahead = cycle !== null && now <= soqDeadline(programme, cycle);
  const deadline = ahead ? deadlineWords(programme, cycle.name) : null;
  return answerCommand(input, {
    event: 'command-answered',
    reason: 'HELP: what one can write was sent',
    to,
    content: { message: { name: 'command-help', values: { deadline } } },
  });
}

function status(input: CommandInput): Decision {
  const to = answerAddress(input);
  if (to === null) return askStaff(input, noAddress(input));
  return answerCommand(input, {
    event: 'command-answered',
    reason: 'STATUS: where they stand was sent',
    to,
    content: { message: statusMessage(input) },
  });
}

/** The last mail about the case once more, as it was sent; where nothing was sent yet, where they stand. */
function resend(input: CommandInput): Decision {
  const to = answerAddress(input);
  if (to === null) return askStaff(input, noAddress(input));
  const copy = input.lastMail;
  return answerCommand(input, {
    event: 'command-answered',
    reason:
      copy === null
        ? 'RESEND: no mail has been sent about this yet; where they stand was sent'
        : `RESEND: "${copy.subject}" was sent once more`,
    to,
    content: copy === null ? { message: statusMessage(input) } : { copy },
  });
}

function noAddress({ person, sender }: CommandInput): string {
  return person === null
    ? `${sender} is no address that we know, and answers go to known addresses only`
    : 'no address of this person takes mail';
}
