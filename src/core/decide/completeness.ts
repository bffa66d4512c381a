import type { Programme } from '../../programme/schema.ts';
import type { Attachment } from '../mail.ts';
import { parcelsOf } from '../parcels.ts';
import { soqLimits, wordsForBytes } from '../soq-limits.ts';
import { problemWords } from './document-problems.ts';
import { missingParts } from './named-parts.ts';

/** Whether an SOQ can be reviewed. `problems` and `missing` (parts by name) are for the applicant, `notes` for staff. */
export type Completeness = Judgement & { documents: readonly Attachment[]; notes: readonly string[] };
type Judgement = { complete: boolean; problems: readonly string[]; missing: readonly string[] };

/** Below this an image that is no accepted type is taken for a signature's logo, not for a document. */
const logoBytes = 200_000;

/** At least one readable document of an accepted type, none that cannot be read, no part missing, all within the total size. */
export function checkDocuments(attachments: readonly Attachment[], soq: Programme['soq']): Completeness {
  const { documents, notes } = documentsAmong(attachments);
  return { ...judgeDocuments(documents, soq), documents, notes };
}

/**
 * The documents among the attachments of a mail: unpacked ones instead of the file they came in. A container counts
 * only when no document was found in it, and a winmail.dat not even then if there is a readable document beside it:
 * it may hold nothing but the formatting of the text.
 */
export function documentsAmong(
  attachments: readonly Attachment[],
): Pick<Completeness, 'documents' | 'notes'> {
  const counted = parcelsOf(attachments).flatMap(({ attachment, inside }) => {
    const found = inside.filter((document) => !isDecoration(document));
    return found.length === 0 ? [attachment] : found;
  });
  const readable = counted.some(({ problem }) => problem === null);
  const isFormatting = ({ problem, holds }: Attachment) =>
    readable && problem === 'tnef' && holds !== undefined;
  const documents = counted.filter((document) => !isDecoration(document) && !isFormatting(document));
  const left = [...attachments.filter(isDecoration), ...counted.filter(isFormatting)];
  const names = left.map(({ filename }) => filename).join(', ');
  return { documents, notes: names === '' ? [] : [`not counted as documents: ${names}`] };
}

/** What is wrong with the documents of a version, and which of the programme's parts are not among the readable ones. */
export function judgeDocuments(documents: readonly Attachment[], soq: Programme['soq']): Judgement {
  const readable = documents.filter((document) => document.problem === null);
  const total = documents.reduce((sum, document) => sum + document.bytes, 0);
  const limits = soqLimits({ soq });
  const problems = problemWords(documents, limits);
  if (documents.length === 0)
    problems.push(`there is no document: please attach your SOQ as ${limits.acceptedTypes}`);
  if (total > soq.maxBytesTotal)
    problems.push(
      `the documents are ${wordsForBytes(total)} together, the limit is ${wordsForBytes(soq.maxBytesTotal)}`,
    );
  const missing = readable.length === 0 ? [] : missingParts(readable, soq.parts);
  return {
    complete: readable.length > 0 && problems.length === 0 && missing.length === 0,
    problems,
    missing,
  };
}

/** A signature's logo, a business card: nothing that somebody means to hand in. */
export function isDecoration({ type, bytes, problem }: Attachment): boolean {
  if (problem !== 'unsupported-type') return false;
  return (
    (type.startsWith('image/') && bytes < logoBytes) ||
    /^(text\/(calendar|vcard|x-vcard)|application\/pgp-)/.test(type)
  );
}
