import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { addTrainers } from '../support/trainers.ts';
import { type PublicHouse, publicHouse, publishNow } from './public-house.ts';

type Lists = { lists: { asOf: string | null; trainers: object[] }[] };

describe.each(providers)('%s', (provider) => {
  let house: TestDatabase;
  let web: PublicHouse;
  beforeAll(async () => {
    house = await freshDatabase(provider);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    await house.empty();
    await addTrainers(house.database, [
      {
        id: 'pat',
        name: 'Pat Doe',
        organisation: 'Acme Water',
        listing: {
          email: 'pat@acme.example',
          phone: '+1 555 0100',
          website: 'https://acme.example',
          area: 'Bay Area',
        },
      },
      {
        id: 'zoe',
        name: 'Zoë Núñez <b>',
        organisation: null,
        listing: { area: 'Los Angeles', website: 'javascript:alert(1)' },
      },
      { id: 'shy', name: 'Shy Person', unlistedAt: new Date('2027-07-02T00:00:00Z') },
      { id: 'open', name: 'Not Confirmed', confirmedAt: null },
    ]);
    web = await publicHouse(house);
  });
  afterEach(() => web.server.stop());

  test('nothing is on the list before staff have published it', async () => {
    const [page, json] = [await web.get('/'), await web.get('/roster.json')];
    expect(await page.text()).toContain('This list has not been published yet.');
    expect(await json.json()).toEqual({
      lists: [
        {
          programme: 'igp-tor',
          title: 'IGP Trainer of Record',
          organisation: 'California Stormwater Quality Association',
          asOf: null,
          trainers: [],
        },
      ],
    });
  });

  test('page, JSON and CSV say the same of the same people, and nothing that was not allowed', async () => {
    await publishNow(house);
    const json = (await (await web.get('/roster.json')).json()) as Lists;
    expect(json.lists[0]?.asOf).toBe('2027-08-01');
    expect(json.lists[0]?.trainers).toEqual([
      {
        name: 'Pat Doe',
        organisation: 'Acme Water',
        email: 'pat@acme.example',
        phone: '+1 555 0100',
        website: 'https://acme.example',
        area: 'Bay Area',
        termEnds: '2028-06-30',
      },
      {
        name: 'Zoë Núñez <b>',
        organisation: null,
        email: null,
        phone: null,
        website: null,
        area: 'Los Angeles',
        termEnds: '2028-06-30',
      },
    ]);
    const csv = await (await web.get('/roster.csv')).text();
    expect(csv.split('\r\n')).toEqual([
      'programme,name,organisation,email,phone,website,area,termEnds,asOf',
      "igp-tor,Pat Doe,Acme Water,pat@acme.example,'+1 555 0100,https://acme.example,Bay Area,2028-06-30,2027-08-01",
      'igp-tor,Zoë Núñez <b>,,,,,Los Angeles,2028-06-30,2027-08-01',
      '',
    ]);
    const page = await (await web.get('/')).text();
    expect(page).toContain('As of August 1, 2027');
    expect(page).toContain('Zoë Núñez &lt;b&gt;');
    expect(page).toContain('2 trainers');
    expect(
      [page, csv, JSON.stringify(json)].some((text) =>
        /Shy|Not Confirmed|example\.org|javascript:/.test(text),
      ),
    ).toBe(false);
  });

  test('a change is not shown before it is published, and what somebody takes back is gone at once', async () => {
    await publishNow(house);
    await addTrainers(house.database, [{ id: 'new', name: 'New Trainer' }]);
    await house.database.write(async (tx) => {
      await tx.person.update({
        where: { id: 'pat' },
        data: { listing: { phone: '+1 555 0100', email: 'new@acme.example' } },
      });
      await tx.person.update({ where: { id: 'zoe' }, data: { unlistedAt: new Date() } });
    });
    const other = await publicHouse(house);
    const { lists } = (await (await other.get('/roster.json')).json()) as Lists;
    await other.server.stop();
    expect(lists[0]?.trainers).toEqual([
      {
        ...{ name: 'Pat Doe', organisation: 'Acme Water', email: null, phone: '+1 555 0100', website: null },
        ...{ area: null, termEnds: '2028-06-30' },
      },
    ]);
  });

  test('search and area narrow the list without any script', async () => {
    await publishNow(house);
    const names = async (query: string) =>
      [...(await (await web.get(query)).text()).matchAll(/<th scope="row">([^<]*)/g)].map(([, name]) => name);
    expect(await names('/?q=nunez')).toEqual(['Zoë Núñez &lt;b&gt;']);
    expect(await names('/?q=doe+acme')).toEqual(['Pat Doe']);
    expect(await names('/?area=Bay+Area')).toEqual(['Pat Doe']);
    expect(await names('/?q=nobody')).toEqual([]);
    expect(await (await web.get('/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E')).text()).not.toContain(
      '<script>alert',
    );
  });

  test('there is a list of one programme, and none of another', async () => {
    expect([
      (await web.get('/?programme=igp-tor')).status,
      (await web.get('/?programme=other')).status,
    ]).toEqual([200, 404]);
  });

  test('the list may be shown in frames where it asks for that, and JSON may be read by any page', async () => {
    const policy = async (path: string) => (await web.get(path)).headers.get('content-security-policy') ?? '';
    expect(await policy('/')).toContain("frame-ancestors 'none'");
    expect(await policy('/?embed=1')).toContain('frame-ancestors *');
    expect((await web.get('/roster.json')).headers.get('access-control-allow-origin')).toBe('*');
    expect(await policy('/roster.json')).toContain("default-src 'none'");
  });

  test('an unchanged page is not sent again', async () => {
    await publishNow(house);
    for (const path of ['/', '/roster.json', '/roster.csv']) {
      const etag = (await web.get(path)).headers.get('etag') ?? '';
      expect(etag).not.toBe('');
      const again = await web.get(path, { headers: { 'if-none-match': etag } });
      expect([path, again.status, await again.text()]).toEqual([path, 304, '']);
    }
  });

  test('a thousand people are less than 100 KB on the way', async () => {
    await addTrainers(
      house.database,
      Array.from({ length: 1000 }, (_, at) => ({
        id: `many-${at}`,
        name: `Trainer Number ${(at * 7919) % 1000} of ${at}`,
        organisation: `Organisation ${at % 317}`,
        listing: {
          email: `trainer.${at}@company-${at % 317}.example`,
          phone: `+1 555 ${1000 + at}`,
          area: `Area ${at % 9}`,
        },
      })),
    );
    await publishNow(house);
    const began = performance.now();
    const answer = await web.get('/');
    const text = await answer.text();
    const took = performance.now() - began;
    expect(text).toContain('1002 trainers');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(100_000);
    const again = performance.now();
    await (await web.get('/')).text();
    expect([took < 1000, performance.now() - again < 200]).toEqual([true, true]);
  });

  test('alive and ready, each part with its age; not ready is 503', async () => {
    web.state.parts = [{ name: 'mailbox', ok: true, seconds: 12, note: 'is read' }];
    const [alive, ready] = [await web.get('/healthz'), await web.get('/readyz')];
    expect([alive.status, await alive.text(), ready.status]).toEqual([200, 'alive\n', 200]);
    expect(await ready.json()).toEqual({
      ready: true,
      parts: [
        { name: 'database', ok: true, seconds: 0, note: 'answers' },
        { name: 'mailbox', ok: true, seconds: 12, note: 'is read' },
      ],
    });
    web.state.parts = [{ name: 'Slack', ok: false, seconds: 900, note: 'is not connected' }];
    expect((await web.get('/readyz')).status).toBe(503);
  });

  test('metrics count, and name nobody', async () => {
    const text = await (await web.get('/metrics')).text();
    expect(text).toMatch(/^torq_ticks_total 3$/m);
    expect(text).toMatch(/^torq_errors_total 1$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(text).not.toMatch(/Pat|Doe|@/);
  });

  test('the calendar tells the public dates', async () => {
    const answer = await web.get('/calendar.ics');
    const text = (await answer.text()).replaceAll('\r\n ', '');
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(text).toMatch(/SUMMARY:CASQA IGP Trainer of Record: SOQ deadline/);
    expect(text).toMatch(/DTSTART:20230519T230000Z/);
    expect(text).toMatch(/DTSTART;VALUE=DATE:20230701/);
  });

  describe('what is refused', () => {
    test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s, everywhere', async (method) => {
      const answers = await Promise.all(
        ['/', '/verify/x', '/nothing'].map((path) => web.get(path, { method })),
      );
      expect(answers.map(({ status, headers }) => [status, headers.get('allow')])).toEqual(
        answers.map(() => [405, 'GET, HEAD']),
      );
    });

    test('every other path, and every way around', async () => {
      const paths = [
        '/admin',
        '/roster',
        '/roster.json/',
        '/verify',
        '/verify/a/b',
        '/ROSTER.JSON',
        '/%2e%2e/%2e%2e/etc/passwd',
        '/verify/..%2f..%2fetc%2fpasswd',
        `/verify/${'9'.repeat(5000)}`,
        '/.env',
        '//example.org/',
        '/%00',
        '/verify/%E0%A4%A',
      ];
      const statuses = await Promise.all(paths.map(async (path) => (await rawGet(web, path)).status));
      expect(paths.filter((_, at) => ![400, 404, 414].includes(statuses[at]!))).toEqual([]);
    });

    test('headers without end, and requests that are none', async () => {
      const long = await rawSend(web, `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`);
      const none = await rawSend(web, 'HELLO\r\n\r\n');
      expect([statusOf(long), statusOf(none)]).toEqual([431, 400]);
    });

    test('queries of any kind do no harm', async () => {
      const queries = [
        '?q=a&q=b',
        '?q[]=x',
        `?q=${'x'.repeat(9000)}`,
        '?area=%00',
        '?__proto__[x]=1',
        '?embed&embed',
        '?q=%',
      ];
      for (const query of queries) expect([query, (await web.get(`/${query}`)).status]).toEqual([query, 200]);
    });

    test('a HEAD is answered like a GET, without a body', async () => {
      const answer = await web.get('/', { method: 'HEAD' });
      expect([answer.status, await answer.text()]).toEqual([200, '']);
    });
  });

  test('who asks too often waits, and X-Forwarded-For helps only through a trusted proxy', async () => {
    const statuses = async (trustedProxies: string[]) => {
      const strict = await publicHouse(house, { perMinute: 10, trustedProxies });
      const asked = [];
      for (let at = 0; at < 12; at += 1)
        asked.push((await strict.get('/', { headers: { 'x-forwarded-for': `198.51.100.${at}` } })).status);
      await strict.server.stop();
      return asked;
    };
    expect(await statuses([])).toEqual([...Array(10).fill(200), 429, 429]);
    expect(await statuses(['127.0.0.1'])).toEqual(Array(12).fill(200));
  });

  test('no log line tells what somebody looked for', async () => {
    await web.get('/?q=secret-search');
    await web.get('/verify/IGP-2027-28T5-CY40');
    await web.get('/secret-path');
    expect(web.state.logged.join('')).not.toMatch(/secret|28T5/);
  });
});

async function rawGet(web: PublicHouse, path: string) {
  return {
    status: statusOf(await rawSend(web, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)),
  };
}

/** As bytes on the wire: fetch would tidy paths up. */
function rawSend({ server }: PublicHouse, request: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(request));
    socket.on('data', (piece) => {
      answer += piece.toString('latin1');
      if (/\r\n\r\n/.test(answer)) socket.end();
    });
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
