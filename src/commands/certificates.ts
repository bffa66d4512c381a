// Commands about what the public sees: single certificates, and the public list as files.
import { createShell } from '../compose.ts';
import { isConfirmedByStaff } from '../core/decide/certificate.ts';
import { PermanentError } from '../errors.ts';
import {
  type Changed,
  issueByHand,
  reissueCertificate,
  revokeCertificate,
} from '../handlers/change-certificate.ts';
import { createCurrentDesks } from '../handlers/current-desks.ts';
import { writeRoster } from '../handlers/roster.ts';
import type { Shell } from '../handlers/shell.ts';
import { noDoors } from './no-doors.ts';
import { setup, withDatabase } from './setup.ts';
import { SetupError } from './setup-error.ts';

const by = 'operator';

/** Writes the published list; where nothing was published yet, or with `--current`, the one that would be. */
export async function rosterCommand({
  out,
  current = false,
}: {
  out: string;
  current?: boolean;
}): Promise<void> {
  const parts = setup();
  await withDatabase(parts, async (database) => {
    const desks = await createCurrentDesks(database, parts.desks)();
    const { files, remarks } = await writeRoster(
      { database, desks, now: () => new Date() },
      { out, current },
    );
    for (const remark of remarks) console.error(`torq: ${remark}`);
    console.log(files.join('\n'));
  });
}

/** For one person, or for everybody who was imported; the running service mails them. */
export async function issueCommand(
  address: string | undefined,
  { name, imported = false }: { name?: string; imported?: boolean },
): Promise<void> {
  if ((address === undefined) === !imported)
    throw new SetupError(['certificate issue: expected an address, or --imported']);
  if (imported && name !== undefined)
    throw new SetupError(['certificate issue: --name is for one person, with their address']);
  await withShell(async (shell) => {
    const wanted = address?.trim().toLowerCase();
    const changed = await issueByHand(shell, {
      by,
      name: name ?? null,
      wanted: ({ person, confirmedBy }) =>
        wanted === undefined
          ? !isConfirmedByStaff(confirmedBy)
          : person.addresses.some((entry) => entry.address === wanted),
    });
    if (changed.length > 0) return changed;
    return [{ done: false, tell: 'there is no confirmed term without a certificate for whom you named' }];
  });
}

export async function reissueCommand(number: string, { name }: { name?: string }): Promise<void> {
  await withShell(async (shell) => [await reissueCertificate(shell, number, { name: name ?? null, by })]);
}

export async function revokeCommand(number: string, { reason }: { reason: string }): Promise<void> {
  await withShell(async (shell) => [await revokeCertificate(shell, number, { reason, by })]);
}

/** Exit status 1 when one of them was not done. */
async function withShell(work: (shell: Shell) => Promise<readonly Changed[]>): Promise<void> {
  const parts = setup('signing-key');
  const { signingKey } = parts.config;
  await withDatabase(parts, async (database) => {
    const desks = await createCurrentDesks(database, parts.desks)();
    const shell = createShell({ ...parts, database, desks, signingKey }, noDoors);
    try {
      for (const { done, tell } of await work(shell)) {
        if (!done) process.exitCode = 1;
        (done ? console.log : console.error)(done ? tell : `torq: ${tell}`);
      }
    } catch (error) {
      if (!(error instanceof PermanentError)) throw error;
      throw new SetupError([error.message]);
    }
  });
}
