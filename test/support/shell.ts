// A Shell for handler tests: everything is real but other people's servers, whose answers a test can choose.
import { join } from 'node:path';
import type { OutgoingMail, SendResult } from '../../src/core/outgoing.ts';
import type { CardPlace, PromptView } from '../../src/core/prompt.ts';
import type { WrittenMessage } from '../../src/core/staff-message.ts';
import { createCertificateNumbers } from '../../src/documents/certificate/numbers.ts';
import { PermanentError } from '../../src/errors.ts';
import { createPace } from '../../src/handlers/pace.ts';
import type { Desk, Shell } from '../../src/handlers/shell.ts';
import { createLog } from '../../src/log.ts';
import { fileType } from '../../src/mail/file-type.ts';
import { createReferences } from '../../src/mail/reference.ts';
import { programmeSchema } from '../../src/programme/schema.ts';
import { readMessage } from '../../src/reading.ts';
import { openBlobs } from '../../src/store/blobs.ts';
import type { Database } from '../../src/store/database.ts';
import { newId } from '../../src/store/ids.ts';
import { record } from '../../src/store/record.ts';
import { shippedTemplates } from './mail-templates.ts';
import { igpTorSource } from './programme.ts';

export const authservId = 'mx.example.net';
export const approver = 'U01APPROVER';
const references = createReferences('a signing key for tests, long enough');

export type TestShell = {
  shell: Shell;
  /** Moves the clock. */
  setTime(instant: string): void;
  /** What the mail server was given, in order. */
  sent: OutgoingMail[];
  /** What the mail server answers next; `sent` when nothing is left. A function may do anything, even never end. */
  answers: (SendResult | (() => Promise<SendResult>))[];
  /** Cards as posted, and as drawn again. */
  posted: PromptView[];
  redrawn: PromptView[];
  uploaded: { place: CardPlace; filenames: string[] }[];
  /** What was said in threads of cards. */
  replies: { ts: string; words: string }[];
  /** Files in Slack by their ids. */
  files: Map<string, { filename: string; content: Buffer }>;
  /** What people wrote in threads, as Slack has it. */
  written: WrittenMessage[];
  /** E-mail addresses of members of the workspace, by their ids. */
  addresses: Map<string, string>;
  /** Errors that Slack answers the next posts with. */
  postErrors: Error[];
  /** Records a raw mail as the mailbox reader does; returns its id. */
  receive(raw: Buffer, place?: { mailbox?: string; uid?: number; uidValidity?: string }): Promise<string>;
};

type Source = typeof igpTorSource;
export type TestShellOptions = {
  now: string;
  programme?: (source: Source) => object;
  /** The Compliance Agreement of its folder. */
  agreement?: Desk['agreement'];
  /** Programmes that run beside it, with their mails. */
  beside?: readonly Desk[];
  isAllowed?: (address: string) => boolean;
  owner?: string;
  /** IMAP_SINCE. */
  since?: string | null;
};

export function createTestShell(
  { database, folder }: { database: Database; folder: string },
  {
    now,
    programme = (source) => source,
    agreement = null,
    beside = [],
    isAllowed = () => true,
    owner = 'test',
    since = null,
  }: TestShellOptions,
): TestShell {
  let instant = new Date(now);
  let uid = 0;
  const desk: Desk = {
    programme: programmeSchema.parse(programme(igpTorSource)),
    templates: shippedTemplates(),
    agreement,
  };
  const world = {
    sent: [],
    answers: [],
    posted: [],
    redrawn: [],
    uploaded: [],
    postErrors: [],
    addresses: new Map(),
    replies: [],
    written: [],
    files: new Map(),
  } as Pick<
    TestShell,
    | 'sent'
    | 'answers'
    | 'posted'
    | 'redrawn'
    | 'uploaded'
    | 'postErrors'
    | 'replies'
    | 'addresses'
    | 'written'
    | 'files'
  >;
  const programmes = [desk, ...beside].map((one) => one.programme);
  const clock = () => instant;
  const shell: Shell = {
    database,
    blobs: openBlobs(join(folder, 'blobs')),
    desks: [desk, ...beside],
    now: clock,
    clock,
    newId,
    log: createLog('silent'),
    references,
    certificates: {
      numberOf: createCertificateNumbers('a signing key for tests, long enough'),
      publicUrl: 'https://tor.casqa.example',
    },
    fileType,
    readMail: (message) => readMessage(message, { programmes, authservId, mayAskDns: false }),
    sendMail: async (mail) => {
      world.sent.push(mail);
      const answer = world.answers.shift() ?? { kind: 'sent', reply: '250 2.0.0 Ok' };
      return typeof answer === 'function' ? answer() : answer;
    },
    sentFolder: null,
    staff: staffOf(world),
    intake: { inbox: 'INBOX', since },
    isAllowed,
    mailFrom: null,
    owner,
    sendLeaseMs: 300_000,
    pace: createPace({ perSecond: 100_000, perSecondAndDomain: 100_000, connections: 3 }),
  };
  return {
    shell,
    ...world,
    setTime: (text) => {
      instant = new Date(text);
    },
    receive: async (raw, place = {}) => {
      uid += 1;
      const location = { mailbox: 'INBOX', uidValidity: '1', uid, ...place };
      const messageId = /^message-id:\s*(<[^>]*>)/im.exec(raw.toString('latin1'))?.[1] ?? null;
      const mail = { location, raw, internalDate: instant, messageId };
      return (await record({ database, blobs: shell.blobs, now: instant }, mail)).id;
    },
  };
}

function staffOf(
  world: Pick<
    TestShell,
    'posted' | 'redrawn' | 'uploaded' | 'postErrors' | 'replies' | 'addresses' | 'written' | 'files'
  >,
): Shell['staff'] {
  const placeOf = (id: string): CardPlace | null => {
    const index = world.posted.findIndex((card) => card.id === id);
    return index === -1 ? null : { channel: 'C012TORBOT', ts: `1000.${index}` };
  };
  return {
    post: async (prompt) => {
      const error = world.postErrors.shift();
      if (error !== undefined) throw error;
      world.posted.push(prompt);
      return { channel: prompt.channel, ts: `1000.${world.posted.length - 1}` };
    },
    redraw: async (prompt) => {
      world.redrawn.push(prompt);
    },
    find: async (promptId) => placeOf(promptId),
    reply: async (place, words) => {
      world.replies.push({ ts: place.ts, words });
    },
    fetchFile: async (id) => {
      const file = world.files.get(id);
      if (file === undefined) throw new PermanentError('It is gone.');
      return file;
    },
    messages: async ({ ts }) => world.written.filter(({ thread }) => thread === ts),
    addressOf: async (userId) => world.addresses.get(userId) ?? null,
    uploadDocuments: async (place, documents) => {
      world.uploaded.push({ place, filenames: documents.map(({ filename }) => filename) });
    },
  };
}
