// The copy of an agreement with both signatures: the newest PDF that an approver put into the thread of its card.
import type { KeptFile } from '../core/kept-file.ts';
import { deciders } from '../core/staff-list.ts';
import type { WrittenMessage } from '../core/staff-message.ts';
import { TransientError } from '../errors.ts';
import type { Programme } from '../programme/schema.ts';
import { type Prompt, placeOf } from '../store/prompts.ts';
import { fetchFiles } from './reply-files.ts';
import type { Shell } from './shell.ts';

/** `problem`: a sentence for whoever clicked. */
export type SignedCopy = KeptFile | { problem: string };

/** Fetches it and keeps it; it is mailed as it is. */
export async function signedCopy(
  shell: Pick<Shell, 'staff' | 'blobs' | 'fileType'>,
  prompt: Prompt,
  programme: Programme,
): Promise<SignedCopy> {
  const place = placeOf(prompt);
  if (place === null) return { problem: 'This card is not in Slack yet. Nothing was changed.' };
  try {
    const found = newestPdf(await shell.staff.messages(place), deciders(programme));
    if (found === null)
      return {
        problem:
          'There is no PDF of an approver in the thread of this card. Please put the one with both signatures there first, or choose the button without a copy. Nothing was changed.',
      };
    const { files, problems } = await fetchFiles(shell, [found]);
    const [file] = files;
    if (file === undefined)
      return { problem: `${problems.join(' ') || 'The file cannot be had.'} Nothing was changed.` };
    if (file.type === 'application/pdf') return file;
    return { problem: `The file ${file.filename} is no PDF. Nothing was changed.` };
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    return { problem: 'Slack did not hand over the file. Nothing was changed: please click once more.' };
  }
}

function newestPdf(messages: readonly WrittenMessage[], approvers: readonly string[]) {
  const files = messages
    .filter(({ by }) => by !== null && approvers.includes(by))
    .flatMap((message) => message.files)
    .filter(({ name }) => /\.pdf$/i.test(name));
  return files.at(-1) ?? null;
}
