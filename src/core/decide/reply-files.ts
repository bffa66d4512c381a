// Which files of staff may go along with a mail. What they are is found by their first bytes.
import { cleanLine } from '../clean.ts';
import { type KeptFile, wordsForFile } from '../kept-file.ts';
import { wordsForBytes } from '../soq-limits.ts';
import type { MessageFile } from '../staff-message.ts';

export type ReplyFile = KeptFile;

/** What mail servers take: a third is added on the way (RFC 2045 section 6.8), and many stop at 25 MB. */
export const mostBytes = 15 * 1024 * 1024;
const mostFiles = 10;

const office = 'application/vnd.openxmlformats-officedocument';
/** By type, the endings that a name may have: what is sent opens as what it is called. */
const endings: ReadonlyMap<string, readonly string[]> = new Map([
  ['application/pdf', ['pdf']],
  [`${office}.wordprocessingml.document`, ['docx']],
  [`${office}.spreadsheetml.sheet`, ['xlsx']],
  [`${office}.presentationml.presentation`, ['pptx']],
  ['image/png', ['png']],
  ['image/jpeg', ['jpg', 'jpeg']],
  ['image/gif', ['gif']],
  ['text/plain', ['txt', 'csv', 'md', 'ics']],
]);

/** What stands against the files of a message before they are fetched. */
export function filesProblems(files: readonly MessageFile[]): string[] {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...(files.length > mostFiles ? [`It has ${files.length} files; a mail takes at most ${mostFiles}.`] : []),
    ...(total > mostBytes
      ? [
          `Its files are ${wordsForBytes(total)} together; a mail takes at most ${wordsForBytes(mostBytes)}. Please put links into the words.`,
        ]
      : []),
  ];
}

/** What stands against a file that was fetched, by the type that its first bytes say; null: nothing. */
export function fileProblem(filename: string, type: string | null): string | null {
  const name = nameOf(filename);
  const allowed = endings.get(type ?? '');
  if (allowed === undefined)
    return `The file ${name} is none that can be mailed from here: only PDF, Word, Excel, PowerPoint, pictures and text.`;
  const ending = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  return allowed.includes(ending) ? null : `The file ${name} is not what its name says (it is ${type}).`;
}

/** For sentences: “plan.pdf”. */
export function nameOf(filename: string): string {
  return `“${cleanLine(filename).slice(0, 80)}”`;
}

/** "plan.pdf (120 KB)", one a line. */
export function filesFact(files: readonly ReplyFile[]): (readonly [string, string])[] {
  return files.length === 0 ? [] : [['Attached', files.map(wordsForFile).join('\n')]];
}
