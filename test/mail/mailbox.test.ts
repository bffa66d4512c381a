import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { append, eventually, message, type Watched, watch, withMailProgram } from './watched-mailbox.ts';

const users = Array.from({ length: 20 }, (_, at) => `user${at}`);
let dovecot: Dovecot;
let next = 0;
const opened: Watched[] = [];

beforeAll(async () => {
  dovecot = await startDovecot({ users });
});
afterAll(() => dovecot.stop());
afterEach(async () => {
  for (const watched of opened.splice(0)) await watched.close();
});

function freshUrl(query?: string): string {
  next += 1;
  return dovecot.imapUrl(`user${next - 1}`, query);
}

async function open(...args: Parameters<typeof watch>): Promise<Watched> {
  const watched = await watch(...args);
  opened.push(watched);
  return watched;
}

describe('a mailbox that is read', () => {
  test('records what was there before, in order, and what arrives later within seconds', async () => {
    const url = freshUrl();
    await append(url, [message('one'), message('two')]);
    const watched = await open(url);
    await watched.settles(['one', 'two']);
    await append(url, [message('three')]);
    const start = performance.now();
    await watched.settles(['one', 'two', 'three']);
    expect(performance.now() - start).toBeLessThan(4000);
    expect(await watched.subjects()).toEqual(['one', 'two', 'three']);
    expect(watched.mailbox.health()).toMatchObject({ connected: true, problem: null });
  });
});
void eventually;
void withMailProgram;
