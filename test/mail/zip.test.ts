import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readZip } from '../../src/mail/zip.ts';
import { zip } from '../fixtures/zip.ts';

const room = { files: 5, bytes: 20_000_000 };

/** Paths with what is in them, or the problem; a file that cannot be read is 'broken'. */
async function contents(archive: Buffer): Promise<unknown> {
  const read = await readZip(archive, room);
  if (read.problem !== null) return read.problem;
  const found: string[][] = [];
  for (const { path, read: unpack } of read.entries)
    found.push([
      path,
      await unpack().then(
        (bytes) => Buffer.from(bytes).toString(),
        () => 'broken',
      ),
    ]);
  return found;
}

test('files, packed or stored, with their folders in their paths, and no folders by themselves', async () => {
  const archive = zip(
    { path: 'SOQ/' },
    { path: 'SOQ/a.txt', content: 'One' },
    { path: 'Lebenslauf é.txt', content: 'Two', stored: true, flags: 0x800 },
  );
  expect(await contents(archive)).toEqual([
    ['SOQ/a.txt', 'One'],
    ['Lebenslauf é.txt', 'Two'],
  ]);
});

test('names in UTF-8 of a system that does not say so, and in the old code page', async () => {
  const old = zip({ path: 'R@sum@.pdf' });
  for (let at = old.indexOf('@'); at !== -1; at = old.indexOf('@', at)) old[at] = 0x82;
  expect([await contents(zip({ path: 'Re\u0301sume\u0301.pdf' })), await contents(old)]).toEqual([
    [['Re\u0301sume\u0301.pdf', '']],
    [['Résumé.pdf', '']],
  ]);
});

test('an empty archive, and one with bytes behind it', async () => {
  expect(await contents(zip())).toEqual([]);
  expect(await contents(Buffer.concat([zip({ path: 'a' }), Buffer.from('\r\n')]))).toEqual([['a', '']]);
});

test('a path that leads out of the archive is only a name', async () => {
  expect(await contents(zip({ path: '../../etc/passwd', content: 'x' }))).toEqual([
    ['../../etc/passwd', 'x'],
  ]);
});

describe('not opened', () => {
  const megabytes = (count: number) => Buffer.alloc(count * 1_000_000);

  test.each<[string, Buffer, string]>([
    ['one file locked', zip({ path: 'a' }, { path: 'b', flags: 1 }), 'encrypted'],
    ['strong encryption', zip({ path: 'a', flags: 0x41 }), 'encrypted'],
    ['cut off', zip({ path: 'a', content: 'One' }).subarray(0, -30), 'corrupt'],
    ['no zip', Buffer.from('PK and nothing else'), 'corrupt'],
    ['too many files', zip(...Array.from({ length: 6 }, (_, at) => ({ path: `${at}` }))), 'too-large'],
    ['too many bytes', zip({ path: 'a', content: megabytes(21), stored: true }), 'too-large'],
    ['a bomb within the bytes', zip({ path: 'a', content: megabytes(15) }), 'too-large'],
    [
      'a stored file that states more than there is',
      zip({ path: 'a', content: 'One', stored: true, statedBytes: 9 }),
      'corrupt',
    ],
  ])('%s', async (_name, archive, problem) => {
    expect(await contents(archive)).toEqual(problem);
  });

  test.each<[string, Buffer]>([
    ['unpacks to more than it states', zip({ path: 'a', content: 'One and more', statedBytes: 3 })],
    ['unpacks to less than it states', zip({ path: 'a', content: 'One', statedBytes: 30 })],
    ['has another checksum', zip({ path: 'a', content: 'One', statedCrc: 1 })],
    ['is packed in a way that few programs know', zip({ path: 'a', content: 'One', method: 9 })],
  ])('a file that %s', async (_name, archive) => {
    expect(await contents(archive)).toEqual([['a', 'broken']]);
  });

  test('no bytes make it throw', async () => {
    const good = zip({ path: 'a', content: 'One' }, { path: 'b', content: 'Two', stored: true });
    const changed = fc.record({ at: fc.nat(good.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(changed, { maxLength: 20 }), fc.nat(good.length), async (changes, cut) => {
        const archive = Buffer.from(good.subarray(0, cut % 3 === 0 ? cut : good.length));
        for (const { at, to } of changes) if (at < archive.length) archive[at] = to;
        await contents(archive);
      }),
      { numRuns: 1000 },
    );
  });
});
