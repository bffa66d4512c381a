import { type Dovecot, startDovecot } from './dovecot.ts';
import { freePort } from './free-port.ts';
import { type DkimKey, dkimKey, type OpenDkim, startOpenDkim } from './opendkim.ts';
import { type Postfix, startPostfix } from './postfix.ts';

const authservId = 'mx.example.net';

export type MailHouse = {
  dovecot: Dovecot;
  postfix: Postfix;
  opendkim: OpenDkim;
  smtpUrl: string;
  imapUrl(user: string, query?: string): string;
  /** First word of the Authentication-Results that the exchanger writes. */
  authservId: string;
  /** The store's key; the exchanger knows its public half. */
  dkim: DkimKey;
  stop(): Promise<void>;
};

/** Starts mailboxes, a mail exchanger and its DKIM verifier, wired together. Needs root. */
export async function startMailHouse(options: {
  /** Local parts with a mailbox. */
  users: string[];
  /** Domains whose mail is delivered to them. */
  domains: string[];
  /** The shop whose signed payment mails the exchanger can verify. */
  store: { domain: string };
  /** Text of the automatic reply, by user. */
  vacations?: Record<string, string>;
  /** See PostfixOptions. */
  queueSeconds?: number | undefined;
}): Promise<MailHouse> {
  const { users, domains, store, vacations = {}, queueSeconds } = options;
  const dkim = dkimKey(store.domain, 's1');
  const smtpPort = await freePort();
  const started: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const server of started.splice(0).reverse()) await server.stop();
  };
  try {
    const dovecot = await startDovecot({ users, vacations, submissionPort: smtpPort });
    started.push(dovecot);
    const opendkim = await startOpenDkim({ keys: [dkim], authservId });
    started.push(opendkim);
    const { lmtpPort } = dovecot;
    const postfix = await startPostfix({
      lmtpPort,
      domains,
      smtpPort,
      milterPort: opendkim.port,
      ...(queueSeconds === undefined ? {} : { queueSeconds }),
    });
    started.push(postfix);
    return {
      dovecot,
      postfix,
      opendkim,
      smtpUrl: postfix.smtpUrl,
      imapUrl: dovecot.imapUrl,
      authservId,
      dkim,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
