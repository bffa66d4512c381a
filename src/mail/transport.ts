// The SMTP side of the one door out: hands over one mail and says what is known about it afterwards.
import type { Readable } from 'node:stream';
import { createTransport as createPool, type Transporter } from 'nodemailer';
import type { OutgoingMail, SendResult } from '../core/outgoing.ts';
import type { Log } from '../log.ts';
import { inLargePieces } from './large-pieces.ts';
import { addressProblem, composeMail } from './outgoing-mail.ts';
import { sendResultOf } from './send-result.ts';
import { readSmtpUrl } from './server-url.ts';

export type Transport = {
  /** Never throws and ends within three minutes: an outbox lease must be longer. */
  send(mail: OutgoingMail): Promise<SendResult>;
  /** Connects and logs in. @returns null, or what is wrong */
  verify(): Promise<string | null>;
  /** A mail that is being handed over is finished first. */
  close(): void;
};

/** Time limits in milliseconds; `whole` is for a server that keeps trickling replies, which no other limit notices. */
export type SmtpTiming = { connection: number; greeting: number; silence: number; whole: number };

const usual: SmtpTiming = { connection: 15_000, greeting: 15_000, silence: 45_000, whole: 150_000 };

/**
 * A pool of SMTP connections. nodemailer's own second tries are off (`maxRequeues`): only the outbox sends again,
 * because only it writes down that it does.
 * @throws TypeError when the URL is not one (see readSmtpUrl)
 */
export function createTransport(
  smtpUrl: string,
  { log, timing = {}, connections = 2 }: { log: Log; timing?: Partial<SmtpTiming>; connections?: number },
): Transport {
  const limits = { ...usual, ...timing };
  const pool = openPool(smtpUrl, limits, connections);
  const handedOver = watchHandover(pool);
  pool.on('error', (error) => log.warn({ err: error }, 'the SMTP connection pool reports an error'));
  return {
    send: async (mail) => {
      const problem = addressProblem(mail);
      if (problem !== null) return { kind: 'failed', error: problem };
      const options = { ...composeMail(mail), signal: AbortSignal.timeout(limits.whole) };
      try {
        return { kind: 'sent', reply: (await pool.sendMail(options)).response };
      } catch (error) {
        const result = sendResultOf(error, handedOver(options.signal));
        log.warn({ itemId: mail.itemId, outcome: result.kind, err: error }, 'a mail was not sent');
        return result;
      }
    },
    verify: () => verifyPool(pool),
    close: () => pool.close(),
  };
}

function openPool(smtpUrl: string, limits: SmtpTiming, connections: number) {
  const { host, port, secure, requireTls, auth } = readSmtpUrl(smtpUrl);
  return createPool({
    pool: true,
    host,
    port,
    secure,
    requireTLS: requireTls,
    ...(auth === null ? {} : { auth }),
    maxConnections: connections,
    // A connection is not closed for having been used: some servers count connections.
    maxMessages: Number.POSITIVE_INFINITY,
    maxRequeues: 0,
    idleTimeout: 30_000,
    connectionTimeout: limits.connection,
    dnsTimeout: limits.connection,
    greetingTimeout: limits.greeting,
    socketTimeout: limits.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/**
 * Errors do not tell whether the connection broke before or after the message was handed over: all say `CONN`. But
 * nodemailer reads the message's stream only after the server said 354 to DATA, and that can be seen.
 * @returns whether any of the mail sent with this signal was handed over
 */
function watchHandover(pool: Transporter): (signal: AbortSignal) => boolean {
  const streams = new WeakMap<AbortSignal, Readable>();
  pool.use('stream', (mail, done) => {
    const { signal } = mail.data;
    const create = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (options) => {
      const stream = inLargePieces(create(options));
      if (signal) streams.set(signal, stream);
      return stream;
    };
    done();
  });
  return (signal) => streams.get(signal)?.readableDidRead ?? false;
}

async function verifyPool(pool: Transporter): Promise<string | null> {
  try {
    await pool.verify();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
