// Stands between the service and Dovecot and springs the trap when a message is handed over.
import { connect, createServer, type Socket } from 'node:net';
import { closeTap, listen } from './tap.ts';
import type { Trap } from './trap.ts';

export async function startImapTap(
  targetPort: number,
  trap: Trap,
): Promise<{ port: number; close(): Promise<void> }> {
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
    client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk) => {
      client.write(chunk);
      if (chunk.includes('BODY[')) trap.spring('imap-fetch');
    });
  });
  return { port: await listen(server), close: () => closeTap(server, sockets) };
}
