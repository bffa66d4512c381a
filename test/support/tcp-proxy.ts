import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A TCP relay in front of a server, that can do what networks do. `cut` breaks all connections; while `stalled` nothing
 * is passed on either way, though connections stay up and new ones are accepted: a half-open connection.
 */
export type TcpProxy = {
  port: number;
  /** Connections accepted so far. */
  accepted(): number;
  /** Connections that are open now. */
  open(): number;
  cut(): void;
  stall(): void;
  /** Goes on passing data; what was held back is lost, as are the connections it belonged to. */
  resume(): void;
  /** Cuts each connection after this many bytes from the server, until null. */
  cutAfter(bytes: number | null): void;
  /** Passes nothing on after this many bytes from the server, on each connection, until null. */
  stallAfter(bytes: number | null): void;
  /** New connections are refused while true. */
  refuse(refusing: boolean): void;
  close(): Promise<void>;
};

type Line = { client: Socket; upstream: Socket; passed: number };

/** Starts a relay to a port on this machine. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const lines = new Set<Line>();
  const state = {
    accepted: 0,
    stalled: false,
    refusing: false,
    cutAt: Number.POSITIVE_INFINITY,
    stallAt: Number.POSITIVE_INFINITY,
  };
  const end = (line: Line) => {
    lines.delete(line);
    line.client.destroy();
    line.upstream.destroy();
  };
  const cut = () => {
    for (const line of [...lines]) end(line);
  };
  const server = createServer((client) => {
    state.accepted += 1;
    if (state.refusing) {
      client.destroy();
      return;
    }
    const line: Line = { client, upstream: connect(targetPort, '127.0.0.1'), passed: 0 };
    lines.add(line);
    relay(line, state, () => end(line));
  });
  return {
    port: await listen(server),
    accepted: () => state.accepted,
    open: () => lines.size,
    cut,
    stall: () => {
      state.stalled = true;
    },
    resume: () => {
      state.stalled = false;
      cut();
    },
    cutAfter: (bytes) => {
      state.cutAt = bytes ?? Number.POSITIVE_INFINITY;
    },
    stallAfter: (bytes) => {
      state.stallAt = bytes ?? Number.POSITIVE_INFINITY;
    },
    refuse: (refusing) => {
      state.refusing = refusing;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
  };
}

type State = { stalled: boolean; cutAt: number; stallAt: number };

function relay(line: Line, state: State, end: () => void): void {
  const { client, upstream } = line;
  client.on('data', (chunk) => {
    if (!state.stalled) upstream.write(chunk);
  });
  upstream.on('data', (chunk) => {
    const before = line.passed;
    line.passed += chunk.length;
    const part = chunk.subarray(0, Math.max(0, Math.min(state.cutAt, state.stallAt) - before));
    if (!state.stalled) client.write(part);
    if (line.passed > state.cutAt) client.end(end);
  });
  for (const socket of [client, upstream]) {
    socket.on('error', end);
    socket.on('close', () => {
      if (!state.stalled) end();
    });
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the relay has no port');
  return address.port;
}
