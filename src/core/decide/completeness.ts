import type { Programme } from '../../programme/schema.ts';
import type { Attachment, AttachmentProblem } from '../mail.ts';
import { soqLimits, wordsForBytes } from '../soq-limits.ts';

/** Whether an SOQ mail can be reviewed. `problems` are for the applicant, `notes` for staff. */
export type Completeness = {
  complete: boolean;
  documents: readonly Attachment[];
  problems: readonly string[];
  notes: readonly string[];
};

/** Below this an image that is no accepted type is taken for a signature's logo, not for a document. */
const logoBytes = 200_000;

/** At least one readable document of an accepted type, none that cannot be read, and all within the total size. */
export function checkDocuments(attachments: readonly Attachment[], soq: Programme['soq']): Completeness {
  const documents = attachments.filter((attachment) => !isDecoration(attachment));
  const readable = documents.filter((document) => document.problem === null);
  const total = documents.reduce((sum, document) => sum + document.bytes, 0);
  const limits = soqLimits({ soq });
  const problems = documents.flatMap((document) =>
    document.problem === null ? [] : [`${document.filename}: ${problemWords[document.problem](limits)}`],
  );
  if (documents.length === 0)
    problems.push(`there is no document: please attach your SOQ as ${limits.acceptedTypes}`);
  if (total > soq.maxBytesTotal)
    problems.push(
      `the documents are ${wordsForBytes(total)} together, the limit is ${wordsForBytes(soq.maxBytesTotal)}`,
    );
  const left = attachments.filter(isDecoration).map((attachment) => attachment.filename);
  return {
    complete: readable.length > 0 && problems.length === 0,
    documents,
    problems,
    notes: left.length === 0 ? [] : [`not counted as documents: ${left.join(', ')}`],
  };
}

function isDecoration({ type, bytes, problem }: Attachment): boolean {
  if (problem !== 'unsupported-type') return false;
  return (
    (type.startsWith('image/') && bytes < logoBytes) ||
    /^(text\/(calendar|vcard|x-vcard)|application\/pgp-)/.test(type)
  );
}

type Limits = ReturnType<typeof soqLimits>;

const problemWords: Record<AttachmentProblem, (limits: Limits) => string> = {
  encrypted: () => 'it is protected by a password; please send it without one',
  empty: () => 'the file is empty; please attach it again',
  'too-large': ({ maxSize }) => `it is too large; the limit is ${maxSize}`,
  'too-many-pages': ({ maxPages }) => `it has too many pages; the limit is ${maxPages ?? 'lower'}`,
  'unsupported-type': ({ acceptedTypes }) =>
    `this kind of file cannot be reviewed; please send ${acceptedTypes}`,
  tnef: ({ acceptedTypes }) =>
    `your mail program packed the attachments into this file, which we cannot open; please attach your SOQ as ${acceptedTypes}, or send it in plain-text or HTML format`,
  corrupt: () => 'the file cannot be opened; please save it again and attach it anew',
  disguised: ({ acceptedTypes }) => `its content is not what its name says; please send ${acceptedTypes}`,
};
