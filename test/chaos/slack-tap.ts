// Stands between the service and the Web API of the local Slack (not its sockets), and can spring the trap when Slack
// has done something: before the service hears of it, or just after.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { closeTap, listen } from './tap.ts';
import type { TapPoint, Trap } from './trap.ts';

type Points = { unsent?: TapPoint; lost: TapPoint; passed?: TapPoint };

const points: Readonly<Record<string, Points>> = {
  'chat.postMessage': {
    unsent: 'slack-post-unsent',
    lost: 'slack-post-lost',
    passed: 'slack-post-passed',
  },
  'chat.update': { lost: 'slack-update-lost' },
  'files.completeUploadExternal': { lost: 'slack-upload-lost' },
};

export async function startSlackTap(
  slackUrl: string,
  trap: Trap,
): Promise<{ apiUrl: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    pass(slackUrl, trap, request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listen(server);
  return { apiUrl: `http://127.0.0.1:${port}/api/`, close: () => closeTap(server, sockets) };
}

async function pass(
  slackUrl: string,
  trap: Trap,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? '';
  const at = points[path.replace(/^\/api\//, '')];
  const body: Buffer[] = [];
  for await (const chunk of request) body.push(chunk as Buffer);
  if (at?.unsent !== undefined && trap.spring(at.unsent)) {
    response.destroy();
    return;
  }
  const { authorization = '', 'content-type': type = 'application/x-www-form-urlencoded' } = request.headers;
  const answer = await fetch(`${slackUrl}${path}`, {
    method: request.method ?? 'POST',
    headers: { authorization, 'content-type': type },
    ...(body.length === 0 ? {} : { body: Buffer.concat(body) }),
  });
  const text = await answer.text();
  if (at !== undefined && trap.spring(at.lost)) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, {
    'content-type': answer.headers.get('content-type') ?? 'application/json',
  });
  response.end(text, () => {
    if (at?.passed !== undefined) trap.spring(at.passed);
  });
}
