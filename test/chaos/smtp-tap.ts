// Stands between the service and Postfix, knows what Postfix has taken, and can spring the trap at each step.
import { connect, createServer, type Socket } from 'node:net';
import { closeTap, listen } from './tap.ts';
import type { Trap } from './trap.ts';

export type SmtpTap = {
  url: string;
  /** How often Postfix has taken a mail with this Message-ID (answered 250 to its final dot). */
  taken(messageId: string): number;
  close(): Promise<void>;
};

const end = '\r\n.\r\n';

export async function startSmtpTap(targetPort: number, trap: Trap): Promise<SmtpTap> {
  const counts = new Map<string, number>();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    const hangUp = () => {
      for (const socket of [client, upstream]) {
        socket.destroy();
        sockets.delete(socket);
      }
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', hangUp);
      socket.on('close', hangUp);
    }
    const taken = (messageId: string) => counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
    relay({ client, upstream, hangUp }, trap, taken);
  });
  const port = await listen(server);
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: (messageId) => counts.get(messageId) ?? 0,
    close: () => closeTap(server, sockets),
  };
}

type Line = { client: Socket; upstream: Socket; hangUp: () => void };

/** The client waits for each answer before it goes on, so that one state for both directions is enough. */
function relay(
  { client, upstream, hangUp }: Line,
  trap: Trap,
  noteTaken: (messageId: string) => unknown,
): void {
  let state: 'commands' | 'data' | 'message' | 'ended' = 'commands';
  let message = '';
  client.on('data', (chunk) => {
    const text = chunk.toString('latin1');
    // MAIL, RCPT and DATA come together (RFC 2920).
    if ((state === 'commands' || state === 'data') && /^DATA\r\n/im.test(text)) {
      if (trap.spring('smtp-data')) return hangUp();
      state = 'data';
    } else if (state === 'message') {
      if (message === '' && trap.spring('smtp-half-a-mail')) {
        upstream.write(chunk.subarray(0, Math.min(chunk.length / 2, 500)), hangUp);
        return;
      }
      message += text;
      if (message.endsWith(end)) state = 'ended';
    }
    upstream.write(chunk);
  });
  upstream.on('data', (chunk) => {
    const text = chunk.toString('latin1');
    if (state === 'data' && /^354/m.test(text)) state = 'message';
    if (state !== 'ended' || !/^\d{3} .*\r\n$/m.test(text)) {
      client.write(chunk);
      return;
    }
    const accepted = text.startsWith('250');
    if (accepted) noteTaken(/^message-id:\s*(<[^>]*>)/im.exec(message)?.[1] ?? '');
    state = 'commands';
    message = '';
    if (accepted && trap.spring('smtp-250-lost')) return hangUp();
    client.write(chunk);
    if (accepted) trap.spring('smtp-250-passed');
  });
}
