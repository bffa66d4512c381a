// The web server of the bench, in a process of its own: the load must not be measured with it.
import { join } from 'node:path';
import { createLog } from '../../src/log.ts';
import { loadPageTemplates } from '../../src/render/pages/page-templates.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startWeb } from '../../src/web/server.ts';
import { igpTor } from '../support/programme.ts';

const { pages } = loadPageTemplates(join(import.meta.dirname, '../../templates'), igpTor);
if (pages === null) throw new Error('the shipped pages have problems');
const desk = { programme: igpTor, pages };
const { port } = await startWeb({
  ...{
    host: '127.0.0.1',
    port: 0,
    trustedProxies: [],
    perMinute: 1_000_000_000,
    perMinuteVerified: 1_000_000_000,
  },
  log: createLog('warn', process.stderr),
  now: () => new Date('2027-08-01T19:00:00Z'),
  read: openDatabase(process.argv[2] ?? '').read,
  desks: async () => [desk],
  parts: async () => [],
  counts: () => ({ ticks: 0, errors: 0 }),
});
const measured: number[] = [];
process.on('message', () => {
  measured.push(Math.round(process.memoryUsage.rss() / 1024 / 1024));
  process.send?.(measured);
});
process.send?.(port);
