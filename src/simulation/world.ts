// The house as the service puts it together, with other people's servers replaced by what writes down and answers: nothing
// leaves the machine.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutgoingMail } from '../core/outgoing.ts';
import type { PromptView } from '../core/prompt.ts';
import { createCertificateNumbers } from '../documents/certificate/numbers.ts';
import { PermanentError } from '../errors.ts';
import { createPace } from '../handlers/pace.ts';
import type { Desk, Shell, StaffDoor } from '../handlers/shell.ts';
import { createLog, type Log } from '../log.ts';
import { fileType } from '../mail/file-type.ts';
import { createReferences } from '../mail/reference.ts';
import { readMessage } from '../reading.ts';
import { type Blobs, openBlobs } from '../store/blobs.ts';
import type { Database } from '../store/database.ts';
import { newId } from '../store/ids.ts';
import { record } from '../store/record.ts';
import { authservId } from './raw-mails.ts';

type SentMail = { at: Date; mail: OutgoingMail };
type PostedCard = { at: Date; card: PromptView };

/** What other people see of the house, and do when they see it. */
export type Onlookers = {
  mailCame(mail: OutgoingMail): void;
  /** A card is new, or drawn anew. */
  cardShown(card: PromptView): void;
};

export type World = {
  shell: Shell;
  setTime(now: Date): void;
  sent: readonly SentMail[];
  posted: readonly PostedCard[];
  /** A mail arrives. */
  receive(raw: Buffer): Promise<void>;
};

/** The signing key is of this simulation only: what is signed with it is never mailed. */
const signingKey = 'a key that signs nothing outside the simulation';
const channelPace = { perSecond: 1_000_000, perSecondAndDomain: 1_000_000, connections: 8 };

export async function createWorld(
  { database, desks, now }: { database: Database; desks: readonly Desk[]; now: Date },
  onlookers: Onlookers,
  {
    folder,
    log = createLog('silent'),
    files,
  }: { folder?: string; log?: Log; files?: Pick<Blobs, 'get'> } = {},
): Promise<World> {
  const blobs = withOthers(openBlobs(folder ?? (await mkdtemp(join(tmpdir(), 'torq-simulation-')))), files);
  const sent: SentMail[] = [];
  const posted: PostedCard[] = [];
  let instant = now;
  let uid = 0;
  const clock = () => instant;
  const programmes = desks.map(({ programme }) => programme);
  const shell: Shell = {
    ...{ database, blobs, desks, log, newId, clock, now: clock, fileType, sentFolder: null, mailFrom: null },
    references: createReferences(signingKey),
    certificates: {
      numberOf: createCertificateNumbers(signingKey),
      publicUrl: 'https://simulation.invalid',
    },
    intake: { inbox: 'INBOX', since: null },
    isAllowed: () => true,
    owner: 'simulation',
    sendLeaseMs: 300_000,
    pace: createPace(channelPace),
    readMail: (message) => readMessage(message, { programmes, authservId, mayAskDns: false }),
    sendMail: async (mail) => {
      sent.push({ at: instant, mail });
      onlookers.mailCame(mail);
      return { kind: 'sent', reply: '250 simulated' };
    },
    staff: staffDoor(posted, clock, onlookers),
  };
  return {
    ...{ shell, sent, posted },
    setTime: (at) => {
      instant = at;
    },
    receive: async (raw) => {
      uid += 1;
      const messageId = /^message-id:\s*(<[^>]*>)/im.exec(raw.toString('latin1'))?.[1] ?? null;
      const location = { mailbox: 'INBOX', uidValidity: '1', uid };
      await record({ database, blobs, now: instant }, { location, raw, internalDate: instant, messageId });
    },
  };
}

/** What is not there is looked for in the files that were copied from; they are not written to. */
function withOthers(own: Blobs, others: Pick<Blobs, 'get'> | undefined): Blobs {
  if (others === undefined) return own;
  return { ...own, get: (sha256) => own.get(sha256).catch(() => others.get(sha256)) };
}

function staffDoor(posted: PostedCard[], clock: () => Date, { cardShown }: Onlookers): StaffDoor {
  return {
    post: async (card) => {
      posted.push({ at: clock(), card });
      cardShown(card);
      return { channel: card.channel, ts: `${posted.length}.000000` };
    },
    redraw: async (card) => cardShown(card),
    find: async () => null,
    reply: async () => {},
    uploadDocuments: async () => {},
    addressOf: async () => null,
    messages: async () => [],
    fetchFile: async () => {
      throw new PermanentError('There are no files in a simulation.');
    },
  };
}
