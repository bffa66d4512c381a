import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { makeTempFolder, removeTempFolder } from './temp-folder.ts';

export type DkimKey = { domain: string; selector: string; privateKeyPem: string; publicKeyPem: string };

export type OpenDkim = { port: number; pid: number; log(): string; stop(): Promise<void> };

/** Makes an RSA key pair to sign a domain's mail with. */
export function dkimKey(domain: string, selector: string): DkimKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { domain, selector, privateKeyPem: privateKey, publicKeyPem: publicKey };
}

/** The key as nodemailer's `dkim` option. */
export function nodemailerDkim(key: DkimKey): {
  domainName: string;
  keySelector: string;
  privateKey: string;
} {
  return { domainName: key.domain, keySelector: key.selector, privateKey: key.privateKeyPem };
}

/** Starts a milter that verifies DKIM signatures against these keys only, without any DNS, and notes its verdict. */
export async function startOpenDkim(options: {
  keys: Omit<DkimKey, 'privateKeyPem'>[];
  /** First word of the Authentication-Results it adds. */
  authservId: string;
}): Promise<OpenDkim> {
  const folder = makeTempFolder('opendkim');
  const port = await freePort();
  // It drops to its own user, who must be able to write here.
  chmodSync(folder, 0o777);
  writeFileSync(join(folder, 'keys'), options.keys.map(record).join(''));
  writeFileSync(join(folder, 'nobody'), '');
  writeFileSync(
    join(folder, 'opendkim.conf'),
    `Mode v
Socket inet:${port}@127.0.0.1
TestPublicKeys ${folder}/keys
AuthservID ${options.authservId}
AlwaysAddARHeader yes
InternalHosts 192.0.2.1
ExternalIgnoreList ${folder}/nobody
TemporaryDirectory ${folder}
Background no
Syslog no
`,
  );
  const args = ['-f', '-x', join(folder, 'opendkim.conf')];
  const child = await startChild({
    command: 'opendkim',
    args,
    folder,
    name: 'opendkim',
    port,
    user: 'opendkim',
  });
  return {
    port,
    pid: child.pid,
    log: child.log,
    stop: async () => {
      await child.stop();
      removeTempFolder(folder);
    },
  };
}

function record({ domain, selector, publicKeyPem }: Omit<DkimKey, 'privateKeyPem'>): string {
  const base64 = publicKeyPem.replace(/-----[^-]+-----|\s/g, '');
  return `${selector}._domainkey.${domain} v=DKIM1; k=rsa; p=${base64}\n`;
}
