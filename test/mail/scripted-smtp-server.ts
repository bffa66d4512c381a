import { createServer, type Socket } from 'node:net';

/** A step of a conversation: what is answered, or `close` and `silence` in place of an answer. */
type Reply = string | 'close' | 'silence';

/** What is answered to each command; the usual unless given. `end` is the answer after the final dot. */
export type Script = Partial<
  Record<'greeting' | 'EHLO' | 'HELO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'end' | 'RSET', Reply>
> & {
  /** Breaks the connection after this many bytes of the message. */
  closeInMessageAfter?: number;
};

export type ScriptedSmtpServer = {
  url: string;
  /** Messages that came with their final dot. */
  messages: string[];
  connections(): number;
  close(): Promise<void>;
};

const usual = {
  greeting: '220 test ESMTP',
  EHLO: '250-test\r\n250 8BITMIME',
  HELO: '250 test',
  AUTH: '235 ok',
  MAIL: '250 sender ok',
  RCPT: '250 recipient ok',
  DATA: '354 go ahead',
  end: '250 queued as 1',
  RSET: '250 ok',
};

/** Starts an SMTP server that does what it is told, at the moment it is told. */
export async function startScriptedSmtpServer(script: Script): Promise<ScriptedSmtpServer> {
  const messages: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    converse(socket, script, messages);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages,
    connections: () => connections,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function converse(socket: Socket, script: Script, messages: string[]): void {
  const replies = { ...usual, ...script };
  let inMessage = false;
  let waiting = '';
  const say = (reply: Reply) => {
    if (reply === 'close') socket.destroy();
    else if (reply !== 'silence')
      socket.write(reply.endsWith('\r\n') || reply.endsWith('~') ? reply.replace(/~$/, '') : `${reply}\r\n`);
    if (reply.endsWith('~')) socket.end();
  };
  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    const reply = verb in replies ? replies[verb as keyof typeof usual] : '250 ok';
    if (verb === 'DATA' && reply.startsWith('354')) inMessage = true;
    say(verb === 'QUIT' ? '221 bye~' : reply);
  };
  say(replies.greeting);
  socket.on('data', (chunk) => {
    waiting += chunk.toString('latin1');
    for (;;) {
      if (inMessage && waiting.length >= (script.closeInMessageAfter ?? Number.POSITIVE_INFINITY))
        return socket.destroy();
      const mark = inMessage ? '\r\n.\r\n' : '\r\n';
      const at = waiting.indexOf(mark);
      if (at === -1) return;
      const part = waiting.slice(0, at);
      waiting = waiting.slice(at + mark.length);
      if (!inMessage) command(part);
      else {
        inMessage = false;
        messages.push(part);
        say(replies.end);
      }
    }
  });
}
