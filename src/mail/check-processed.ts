import type { ServerFinding } from './check-servers.ts';
import { flagProblem, fullName, moveProblem } from './filing-problems.ts';
import { connectImap, imapProblem, usualImapTiming } from './imap-client.ts';
import { type Processed, processedWords } from './processed.ts';
import { readImapUrl } from './server-url.ts';

/** For the doctor: whether what is to become of decided mails can be done on this server; changes nothing. */
export async function checkProcessed(imapUrl: string, processed: Processed): Promise<ServerFinding> {
  const detail = `decided mails ${processedWords(processed)}`;
  if (processed.kind === 'leave') return { ok: true, detail, mend: null };
  const server = readImapUrl(imapUrl);
  const { signal } = new AbortController();
  try {
    const client = await connectImap(server, { timing: usualImapTiming, maxBytes: 1024 * 1024, signal });
    try {
      const { folders } = server;
      if (processed.kind === 'flag') {
        await client.mailboxOpen(folders[0]);
        return finding(detail, flagProblem(client, processed.flag));
      }
      const target = fullName(client, processed.folder);
      const there = (await client.list()).some(({ path }) => path.toLowerCase() === target);
      const made = there ? '' : ' (it will be made)';
      return finding(`${detail}${made}`, moveProblem(client, processed.folder, folders));
    } finally {
      await client.logout().catch(() => {});
      client.close();
    }
  } catch (error) {
    // What is wrong with the server itself is the finding of another check.
    return finding(detail, imapProblem(error));
  }
}

function finding(detail: string, problem: string | null): ServerFinding {
  if (problem === null) return { ok: true, detail, mend: null };
  return {
    ok: false,
    detail: `${detail}: ${problem}`,
    mend: 'Set IMAP_PROCESSED to leave, seen, flag, or move:FOLDER with a folder that IMAP_URL does not name.',
  };
}
