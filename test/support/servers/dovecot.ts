import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { systemUser } from './system-user.ts';
import { makeTempFolder, removeTempFolder } from './temp-folder.ts';

/** The password of every mailbox. */
const password = 'secret';

export type DovecotOptions = {
  /** Local parts; mail to USER@ANY-DOMAIN is theirs. */
  users: string[];
  /** Text of the automatic reply, by user. Needs `submissionPort`. */
  vacations?: Record<string, string>;
  /** SMTP port through which Sieve sends. */
  submissionPort?: number;
  /** What it says it can do; everything when not set. */
  capability?: string;
};

export type Dovecot = {
  imapPort: number;
  lmtpPort: number;
  /** Folder of the homes: `HOME/USER/Maildir`. */
  home: string;
  pid(): number;
  log(): string;
  imapUrl(user: string, query?: string): string;
  /** Stops and starts it on the same ports with the same mail; `pause` runs while it is down. */
  restart(pause?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a Dovecot with one Maildir a user (INBOX, Junk, Sent), on free loopback ports. Needs root. */
export async function startDovecot(options: DovecotOptions): Promise<Dovecot> {
  const folder = makeTempFolder('dovecot');
  const home = join(folder, 'home');
  const [imapPort, lmtpPort] = [await freePort(), await freePort()];
  makeHomes(home, options);
  const passwords = options.users.map((user) => `${user}:{PLAIN}${password}\n`).join('');
  writeFileSync(join(folder, 'passwd'), passwords);
  writeFileSync(
    join(folder, 'dovecot.conf'),
    configuration(folder, imapPort, lmtpPort, options.submissionPort) +
      (options.capability === undefined ? '' : `imap_capability = ${options.capability}\n`),
  );
  const args = ['-F', '-c', join(folder, 'dovecot.conf')];
  const start = () => startChild({ command: 'dovecot', args, folder, name: 'dovecot', port: imapPort });
  let child: Child = await start();
  return {
    imapPort,
    lmtpPort,
    home,
    pid: () => child.pid,
    log: () => child.log(),
    imapUrl: (user, query) =>
      `imap://${user}:${password}@127.0.0.1:${imapPort}/INBOX${query === undefined ? '' : `?${query}`}`,
    restart: async (pause) => {
      await child.stop();
      await pause?.();
      child = await start();
    },
    stop: async () => {
      await child.stop();
      removeTempFolder(folder);
    },
  };
}

function makeHomes(home: string, { users, vacations = {} }: DovecotOptions): void {
  const mail = systemUser('mail');
  for (const user of users) {
    const folder = join(home, user);
    mkdirSync(folder, { recursive: true });
    chownSync(folder, mail.uid, mail.gid);
    const text = vacations[user];
    if (text !== undefined) writeFileSync(join(folder, '.dovecot.sieve'), vacationScript(text));
  }
  chmodSync(home, 0o755);
}

function vacationScript(text: string): string {
  const quoted = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `require ["vacation"];\nvacation :days 1 :subject "Out of office" "${quoted}";\n`;
}

function configuration(folder: string, imapPort: number, lmtpPort: number, submissionPort?: number): string {
  return `protocols = imap lmtp
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = /dev/stderr
instance_name = ${folder}
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
default_internal_user = dovecot
default_login_user = dovenull
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_fsync = never
mail_max_userip_connections = 500
mailbox_idle_check_interval = 1 secs
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
lmtp_client_workarounds = whitespace-before-path
hostname = mx.example.net
postmaster_address = postmaster@mx.example.net
${submissionPort === undefined ? '' : `submission_host = 127.0.0.1:${submissionPort}`}
${accounts(folder)}${services(imapPort, lmtpPort)}`;
}

function accounts(folder: string): string {
  return `passdb {
  driver = passwd-file
  args = username_format=%Ln ${folder}/passwd
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${folder}/home/%Ln
}
namespace inbox {
  inbox = yes
  mailbox Junk {
    auto = subscribe
    special_use = \\Junk
  }
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
}
protocol lmtp {
  mail_plugins = sieve
}
`;
}

function services(imapPort: number, lmtpPort: number): string {
  return `service imap-login {
  service_count = 0
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtpPort}
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}
