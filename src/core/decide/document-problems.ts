// What is wrong with a document, in words that tell its sender what to do.
import type { Attachment, AttachmentProblem } from '../mail.ts';
import type { soqLimits } from '../soq-limits.ts';

type Limits = ReturnType<typeof soqLimits>;

/** A zip may hold anything; its sender needs no list of a hundred files. */
const mostNamed = 50;

/** One line a document that cannot be reviewed: "soq.pdf (in soq.zip): it is protected by a password; ...". */
export function problemWords(documents: readonly Attachment[], limits: Limits): string[] {
  const lines = documents.flatMap((document) => {
    const { filename, within, problem } = document;
    if (problem === null) return [];
    const name = within === undefined ? filename : `${filename} (in ${within})`;
    return [`${name}: ${wordsFor(document, problem, limits)}`];
  });
  const more = lines.length - mostNamed;
  return more > 0
    ? [
        ...lines.slice(0, mostNamed),
        `${more} more ${more === 1 ? 'file' : 'files'} cannot be reviewed either`,
      ]
    : lines;
}

function wordsFor({ holds, leftBehind }: Attachment, problem: AttachmentProblem, limits: Limits): string {
  const send = `please attach your SOQ as ${limits.acceptedTypes}`;
  switch (problem) {
    case 'encrypted':
      return 'it is protected by a password; please send it without one';
    case 'empty':
      return 'the file is empty; please attach it again';
    case 'too-large':
      return leftBehind
        ? `it was not read, because the mail as a whole was too large; please send it again within the limit of ${limits.maxSize}`
        : `it is too large; the limit is ${limits.maxSize}`;
    case 'too-many-pages':
      return `it has too many pages; the limit is ${limits.maxPages ?? 'lower'}`;
    case 'unsupported-type':
      return holds === undefined
        ? `this kind of file cannot be reviewed; please send ${limits.acceptedTypes}`
        : `there is no document in it; ${send}`;
    case 'tnef':
      return holds === undefined
        ? `your mail program packed the attachments into this file, which we cannot open; ${send}, or send it in plain-text or HTML format`
        : `your mail program sent this file in place of attachments, and there is no document in it; ${send}`;
    case 'corrupt':
      return 'the file cannot be opened; please save it again and attach it anew';
    case 'disguised':
      return `its content is not what its name says; please send ${limits.acceptedTypes}`;
  }
}
