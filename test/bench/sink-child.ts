// An SMTP server that takes everything and keeps nothing but the number, in a process of its own.
import { createServer, type Socket } from 'node:net';

let taken = 0;

function serve(socket: Socket): void {
  let waiting = '';
  let inMessage = false;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.write('220 sink ESMTP\r\n');
  socket.on('data', (chunk) => {
    waiting += chunk.toString('latin1');
    for (;;) {
      const mark = inMessage ? '\r\n.\r\n' : '\r\n';
      const at = waiting.indexOf(mark);
      if (at === -1) return;
      const line = waiting.slice(0, at);
      waiting = waiting.slice(at + mark.length);
      const verb = line.slice(0, 4).toUpperCase();
      if (inMessage) taken += 1;
      socket.write(inMessage ? '250 2.0.0 Ok: taken\r\n' : (replies[verb] ?? '250 2.0.0 Ok\r\n'));
      inMessage = !inMessage && verb === 'DATA';
      if (verb === 'QUIT') return socket.end();
    }
  });
}

const replies: Record<string, string> = {
  EHLO: '250-sink\r\n250 8BITMIME\r\n',
  DATA: '354 go ahead\r\n',
  QUIT: '221 2.0.0 bye\r\n',
};

const server = createServer(serve);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
process.on('message', () => {
  process.send?.({ taken });
  taken = 0;
});
process.on('disconnect', () => process.exit());
