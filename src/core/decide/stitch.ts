// Several mails, one version: parts of an SOQ that come one after the other are put together (failures.md, 24).
import type { Programme } from '../../programme/schema.ts';
import { minutesBetween } from '../calendar.ts';
import type { SubmissionFact } from '../case.ts';
import type { Attachment } from '../mail.ts';
import { judgeDocuments } from './completeness.ts';
import { missingParts } from './named-parts.ts';
import type { PartClaim } from './part-claim.ts';

/** A mail with documents. `receivedAt` is the stamp of our own server. */
export type PartMail = { claim: PartClaim | null; receivedAt: Date; documents: readonly Attachment[] };

/** What the mail makes of the version before it. `receivedAt`: when the last of its mails came. */
export type JoinedVersion = Pick<SubmissionFact, 'receivedAt' | 'mails' | 'parts' | 'partsOf'> & {
  documents: readonly Attachment[];
  /** Numbered parts that have not come: "part 2 of 3". */
  missing: readonly string[];
  /** For staff: what was left out of the version before. */
  notes: readonly string[];
};

/** The version that a mail makes: together with the one before it where it belongs to that, else by itself. */
export function joinVersion(
  former: SubmissionFact | null,
  mail: PartMail,
  soq: Programme['soq'],
): JoinedVersion {
  const isWhole = mail.documents.length > 0 && mail.documents.every(({ problem }) => problem === null);
  const own = isWhole ? [mail.claim?.number ?? null] : [];
  if (former === null || !continues(former, mail, soq))
    return version({
      documents: distinct(mail.documents),
      receivedAt: mail.receivedAt,
      mails: 1,
      parts: own,
      partsOf: mail.claim?.of ?? null,
      notes: [],
    });
  const kept = former.documents.filter(({ problem }) => problem === null);
  const documents = together(kept, mail.documents);
  return version({
    documents,
    receivedAt: new Date(Math.max(former.receivedAt.getTime(), mail.receivedAt.getTime())),
    mails: former.mails + 1,
    parts: [...former.parts, ...own],
    partsOf: mail.claim?.of ?? former.partsOf,
    notes: lostWords(former, documents),
  });
}

function version(joined: Omit<JoinedVersion, 'missing'>): JoinedVersion {
  return {
    ...joined,
    missing: missingNumbers(joined).map((number) => `part ${number} of ${joined.partsOf}`),
  };
}

/** Parts that no mail was. A mail that did not say which part it is may be any of them. */
function missingNumbers({ parts, partsOf }: Pick<SubmissionFact, 'parts' | 'partsOf'>): readonly number[] {
  if (partsOf === null) return [];
  const numbers = Array.from({ length: partsOf }, (_, at) => at + 1);
  const missing = numbers.filter((number) => !parts.includes(number));
  return parts.filter((part) => part === null).length >= missing.length ? [] : missing;
}

/** Whether a mail adds to the version before it. Otherwise it replaces it. */
function continues(former: SubmissionFact, mail: PartMail, soq: Programme['soq']): boolean {
  const apart = Math.abs(minutesBetween(former.receivedAt, mail.receivedAt));
  if (apart > soq.stitchHours * 60) return false;
  return mail.claim === null ? fillsGap(former, mail, soq) : isOfSet(former, mail.claim);
}

/** All parts sent once more are a new set; the first part after a mail without a number begins one. */
function isOfSet(former: SubmissionFact, { number, of }: PartClaim): boolean {
  if (former.partsOf === null) return number > 1 && former.documents.length > 0;
  const sentAgain = missingNumbers(former).length === 0 && former.parts.includes(number);
  return former.partsOf === of && !sentAgain;
}

/** A mail that says nothing adds to a version that lacks parts, unless it has all of them itself. */
function fillsGap(former: SubmissionFact, { documents }: PartMail, soq: Programme['soq']): boolean {
  if (former.complete) return false;
  if (soq.parts.length > 0 && judgeDocuments(documents, soq).complete) return false;
  const readable = former.documents.filter(({ problem }) => problem === null);
  return (
    missingNumbers(former).length > 0 || (readable.length > 0 && missingParts(readable, soq.parts).length > 0)
  );
}

/** The newer of two files with one name; one of two with the same content. */
function together(former: readonly Attachment[], newer: readonly Attachment[]): readonly Attachment[] {
  const names = new Set(newer.map(({ filename }) => filename.toLowerCase()));
  const contents = new Set(newer.map(({ sha256 }) => sha256));
  const kept = former.filter(
    ({ filename, sha256 }) => !names.has(filename.toLowerCase()) && !contents.has(sha256),
  );
  return [...kept, ...distinct(newer)];
}

/** Of the broken ones each is named to its sender. */
function distinct(documents: readonly Attachment[]): readonly Attachment[] {
  const readable = documents.filter(({ problem }) => problem === null);
  const firsts = new Map(readable.toReversed().map((document) => [document.sha256, document]));
  return documents.filter(
    (document) => document.problem !== null || firsts.get(document.sha256) === document,
  );
}

function lostWords(former: SubmissionFact, documents: readonly Attachment[]): readonly string[] {
  const names = new Set(documents.map(({ filename }) => filename.toLowerCase()));
  const lost = former.documents.filter(
    ({ filename, problem }) => problem !== null && !names.has(filename.toLowerCase()),
  );
  return lost.length === 0
    ? []
    : [
        `could not be read when it came, and has not come again under its name: ${lost.map(({ filename }) => filename).join(', ')}`,
      ];
}
