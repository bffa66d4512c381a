// Files that staff attach to a message, fetched from Slack with the bot's token, which no other host may get.
import type { WebClient } from '@slack/web-api';
import { PermanentError, TransientError } from '../errors.ts';

export type SlackFile = { filename: string; content: Buffer };

type Source = {
  web: WebClient;
  botToken: string;
  /** Another Slack than Slack's, whose files are on the same host; null for the real one. */
  apiUrl: string | null;
};

const limitMs = 60_000;

/**
 * The content of a file by its id. More than `maxBytes` is never read.
 * @throws PermanentError with a sentence that says why it cannot be had; TransientError; what WebClient throws
 */
export async function fetchFile(source: Source, id: string, maxBytes: number): Promise<SlackFile> {
  const { file } = await source.web.files.info({ file: id });
  const filename = file?.name ?? file?.title ?? 'file';
  if (file?.is_external === true || file?.mode === 'external')
    throw new PermanentError('It is not in Slack itself; please put a link to it into the words.');
  if ((file?.size ?? 0) > maxBytes) throw tooLarge();
  const address = ownAddress(file?.url_private_download ?? file?.url_private, source.apiUrl);
  if (address === null)
    throw new PermanentError('Slack does not say where it is, or says another host than its own.');
  return { filename, content: await download(address, source.botToken, maxBytes) };
}

function tooLarge(): PermanentError {
  return new PermanentError('It is too large to be mailed.');
}

/** The token goes to Slack's own hosts, and encrypted; a Slack that stands in for it is the host that was configured. */
function ownAddress(text: string | undefined, apiUrl: string | null): URL | null {
  const url = text === undefined ? null : URL.parse(text);
  if (url === null) return null;
  if (apiUrl !== null) return url.origin === new URL(apiUrl).origin ? url : null;
  return url.protocol === 'https:' &&
    (url.hostname === 'files.slack.com' || url.hostname === 'slack-files.com')
    ? url
    : null;
}

async function download(url: URL, token: string, maxBytes: number): Promise<Buffer> {
  // Without the right to read files Slack sends one to its sign-in page.
  const response = await ask(url, token);
  const { status, body } = response;
  const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
  if ((status >= 300 && status < 400) || status === 403 || status === 401 || (status === 200 && isPage))
    throw new PermanentError(
      'Slack does not let the app read it: update the app from scripts/slack-manifest.yaml and install it again.',
    );
  if (status >= 500 || status === 429) throw new TransientError(`Slack answered with HTTP status ${status}.`);
  if (status !== 200 || body === null)
    throw new PermanentError(`Slack does not give it (HTTP status ${status}).`);
  return await whole(body, maxBytes);
}

async function ask(url: URL, token: string): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
    });
  } catch (cause) {
    throw new TransientError('Slack could not be reached for a file.', { cause });
  }
}

async function whole(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of body) {
      bytes += piece.length;
      if (bytes > maxBytes) throw tooLarge();
      pieces.push(piece);
    }
  } catch (cause) {
    if (cause instanceof PermanentError) throw cause;
    throw new TransientError('Slack broke off in the middle of a file.', { cause });
  }
  return Buffer.concat(pieces);
}
