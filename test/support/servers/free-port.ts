import { createServer } from 'node:net';

const given = new Set<number>();

/**
 * A loopback TCP port that nobody listens on. Ports are drawn from below the kernel's ephemeral range, so
 * that an outgoing connection made in between cannot take one, and no port is given out twice.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = 18_000 + Math.floor(Math.random() * 14_000);
    if (!given.has(port) && (await isFree(port))) {
      given.add(port);
      return port;
    }
  }
  throw new Error('no free loopback port found');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
