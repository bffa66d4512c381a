// A connection that is up and dead, with the time limits of the service: nothing says so but silence.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { append, eventually, message, watch } from './watched-mailbox.ts';

const twoMinutes = 120_000;
let dovecot: Dovecot;

beforeAll(async () => {
  dovecot = await startDovecot({ users: ['idle', 'reading'] });
});
afterAll(() => dovecot.stop());

describe.concurrent('a half-open connection is noticed within two minutes, and mail is read on the next one,', () => {
  test.each([
    ['idle', 'while nothing happens'],
    ['reading', 'in the middle of a mail'],
  ])(
    '%s: %s',
    async (user) => {
      const proxy = await startTcpProxy(dovecot.imapPort);
      const direct = dovecot.imapUrl(user);
      if (user === 'reading') {
        proxy.stallAfter(500_000);
        await append(direct, [message('large', { body: 'x'.repeat(2_000_000) })]);
      }
      const watched = await watch(direct.replace(`:${dovecot.imapPort}/`, `:${proxy.port}/`));
      if (user === 'idle') {
        await eventually(() => watched.mailbox.health().lastReadAt !== null);
        proxy.stall();
      }
      const start = performance.now();
      await append(direct, [message('in the dark')]);
      await eventually(() => watched.interruptions().length > 0, twoMinutes);
      const seconds = Math.round((performance.now() - start) / 1000);
      console.log(`a half-open connection (${user}) was noticed after ${seconds} s`);
      proxy.stallAfter(null);
      proxy.resume();
      await watched.settles(user === 'idle' ? ['in the dark'] : ['large', 'in the dark'], 60_000);
      expect(seconds).toBeLessThan(120);
      await watched.close();
      await proxy.close();
    },
    240_000,
  );
});
