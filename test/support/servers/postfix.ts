import { chownSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { systemUser } from './system-user.ts';
import { makeTempFolder, removeTempFolder } from './temp-folder.ts';

export type PostfixOptions = {
  lmtpPort: number;
  /** Domains delivered by LMTP. Mail to any other bounces with 5.1.2: nothing leaves the machine. */
  domains: string[];
  milterPort?: number;
  /** A port chosen by the caller, for a Dovecot that must know it before. */
  smtpPort?: number;
  /** How many seconds a mail is tried before it is sent back; its sender hears of the delay before that. Default: days. */
  queueSeconds?: number;
};

export type Postfix = {
  smtpPort: number;
  smtpUrl: string;
  pid: number;
  log(): string;
  stop(): Promise<void>;
};

/**
 * Starts a Postfix on a loopback port that takes mail from anyone without authentication. Recipients named
 * `busy` get 450 and `gone` get 550 at RCPT, at any domain; mail to `full` is taken, and waits for room in its mailbox.
 * Needs root.
 */
export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  const folder = makeTempFolder('postfix');
  const smtpPort = options.smtpPort ?? (await freePort());
  for (const name of ['etc', 'spool', 'data']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'etc/main.cf'), mainConfiguration(folder, options));
  writeFileSync(join(folder, 'etc/master.cf'), masterConfiguration(smtpPort));
  writeFileSync(join(folder, 'etc/recipients'), recipientTable);
  writeFileSync(join(folder, 'etc/transports'), '/^full(\\+[^@]*)?@/ retry:4.2.2 Mailbox full\n');
  // Postfix waits until its configuration is seconds old, in case it is still being written.
  for (const name of ['main.cf', 'master.cf', 'recipients', 'transports'])
    utimesSync(join(folder, 'etc', name), 1, 1);
  const child = await startMaster(folder, smtpPort);
  return {
    smtpPort,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    pid: child.pid,
    log: child.log,
    stop: async () => {
      await child.stop();
      removeTempFolder(folder);
    },
  };
}

/**
 * `postfix start-fg` takes 3 s to look at its own installation, and puts the master into a process group beyond
 * our reach. So the queue is made and the master started here.
 */
function startMaster(folder: string, port: number): Promise<Child> {
  const configuration = join(folder, 'etc');
  const owner = systemUser('postfix');
  chownSync(join(folder, 'data'), owner.uid, owner.gid);
  for (const queue of queues) {
    mkdirSync(join(folder, 'spool', queue));
    chownSync(join(folder, 'spool', queue), owner.uid, owner.gid);
  }
  mkdirSync(join(folder, 'spool/pid'));
  const args = ['-c', configuration, '-s'];
  return startChild({ command: master, args, folder, name: 'postfix', port });
}

const master = '/usr/lib/postfix/sbin/master';
const queues =
  'active bounce corrupt defer deferred flush hold incoming maildrop private public saved trace'.split(' ');

const recipientTable = `/^busy(\\+[^@]*)?@/ 450 4.2.1 Mailbox busy, try again later
/^gone(\\+[^@]*)?@/ 550 5.1.1 No such user here
`;

function mainConfiguration(
  folder: string,
  { domains, lmtpPort, milterPort, queueSeconds }: PostfixOptions,
): string {
  return `compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
maillog_file = /dev/stdout
myhostname = mx.example.net
mydomain = example.net
myorigin = $myhostname
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
local_transport = error:5.1.1 no local mailboxes
virtual_mailbox_domains = ${domains.join(', ')}
virtual_transport = lmtp:inet:127.0.0.1:${lmtpPort}
transport_maps = regexp:${folder}/etc/transports
default_transport = error:5.1.2 unknown domain
${queueSeconds === undefined ? '' : `maximal_queue_lifetime = ${queueSeconds}s\ndelay_warning_time = 1s\n`}smtpd_reject_unlisted_recipient = no
relay_domains =
recipient_delimiter = +
${receiving(folder, milterPort)}${promptness}`;
}

function receiving(folder: string, milterPort?: number): string {
  return `smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access regexp:${folder}/etc/recipients, permit_mynetworks, reject
smtpd_milters = ${milterPort === undefined ? '' : `inet:127.0.0.1:${milterPort}`}
milter_default_action = tempfail
message_size_limit = 62914560
mailbox_size_limit = 0
virtual_mailbox_limit = 0
biff = no
`;
}

const promptness = `disable_dns_lookups = yes
smtpd_peername_lookup = no
lmtp_host_lookup = native
smtp_host_lookup = native
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 1000
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
in_flow_delay = 0
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
transport_retry_time = 1s
lmtp_destination_concurrency_failed_cohort_limit = 0
notify_classes =
`;

function masterConfiguration(smtpPort: number): string {
  return `127.0.0.1:${smtpPort} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
showq unix n - n - - showq
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
}
