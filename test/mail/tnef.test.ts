import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unpackTnef } from '../../src/mail/tnef.ts';
import { attribute, longName, type MapiProperty, method, tnef } from '../fixtures/tnef.ts';

const room = { files: 10, bytes: 1000 };
const data = Buffer.from('the file');
const unpacked = (content: Uint8Array) => {
  const { whole, over, files } = unpackTnef(content, room);
  return { whole, over, files: files.map((file) => [file.filename, Buffer.from(file.content).toString()]) };
};
const binary = (content: Buffer): MapiProperty => ({ type: 0x102, id: 0x3701, value: content });
const object = (content: Buffer): MapiProperty => ({
  type: 0x0d,
  id: 0x3701,
  value: Buffer.concat([Buffer.alloc(16, 7), content]),
});
const other = (type: number, bytes: number, id = 0x1234): MapiProperty => ({
  type,
  id,
  value: Buffer.alloc(bytes),
});

describe('what is in a winmail.dat', () => {
  test('two files with what they are called', () => {
    const content = tnef([
      { title: 'soq.pdf', data },
      { title: 'references.pdf', data: Buffer.from('another') },
    ]);
    expect(unpacked(content)).toEqual({
      whole: true,
      over: false,
      files: [
        ['soq.pdf', 'the file'],
        ['references.pdf', 'another'],
      ],
    });
  });

  test.each<[string, Parameters<typeof tnef>, string]>([
    [
      'the long name before the short one of DOS',
      [[{ title: 'PATSOQ~1.PDF', data, properties: [longName('Pat’s SOQ 2023.pdf')] }]],
      'Pat’s SOQ 2023.pdf',
    ],
    [
      'the title where there is no long name',
      [[{ title: 'soq.pdf', data, properties: [method(1)] }]],
      'soq.pdf',
    ],
    [
      'the short name among the properties',
      [[{ data, properties: [{ type: 0x1e, id: 0x3704, value: Buffer.from('SOQ.PDF\0') }] }]],
      'SOQ.PDF',
    ],
    ['a title in Windows-1252', [[{ title: 'Résumé.pdf', data }]], 'Résumé.pdf'],
    [
      'a long name in the code page of the message',
      [
        [
          {
            data,
            properties: [
              { type: 0x1e, id: 0x3707, value: Buffer.from([0xd1, 0xee, 0xea, 0x2e, 0x70, 0x64, 0x66, 0]) },
            ],
          },
        ],
        1251,
      ],
      'Сок.pdf',
    ],
    ['a number where no name is', [[{ data }]], 'attachment-1'],
    ['no folders', [[{ title: '..\\..\\Windows\\soq.pdf', data }]], 'soq.pdf'],
    ['no turned writing', [[{ data, properties: [longName('soq\u202efdp.exe')] }]], 'soqfdp.exe'],
  ])('is called by %s', (_name, source, filename) => {
    expect(unpacked(tnef(...source)).files).toEqual([[filename, 'the file']]);
  });

  test.each<[string, MapiProperty]>([
    ['as a binary property', binary(data)],
    ['as an object property, behind the name of its interface', object(data)],
  ])('the content %s', (_name, property) => {
    expect(unpacked(tnef([{ title: 'soq.pdf', properties: [property] }])).files).toEqual([
      ['soq.pdf', 'the file'],
    ]);
  });

  test('other properties, of every type and with names of their own, stand in front', () => {
    const properties = [
      other(2, 4),
      other(3, 4),
      other(5, 8),
      other(0x0b, 4),
      other(0x14, 8),
      other(0x40, 8),
      other(0x48, 16),
      { ...other(3, 4, 0x8001), named: 'Keywords' },
      {
        type: 0x101f,
        id: 0x1235,
        value: Buffer.concat([
          Buffer.from([2, 0, 0, 0]),
          ...['ab', 'cd'].map((text) =>
            Buffer.concat([Buffer.from([4, 0, 0, 0]), Buffer.from(text, 'utf16le')]),
          ),
        ]),
      },
      longName('soq.pdf'),
    ];
    expect(unpacked(tnef([{ data, properties }])).files).toEqual([['soq.pdf', 'the file']]);
  });

  test('mails and objects that are part of the text are no files', () => {
    const content = tnef([
      { title: 'Re: your question', properties: [method(5), object(data)] },
      { title: 'Picture', data, properties: [method(6)] },
      { title: 'soq.pdf', data, properties: [method(1)] },
    ]);
    expect(unpacked(content).files).toEqual([['soq.pdf', 'the file']]);
  });

  test('only formatting', () => {
    expect(unpacked(tnef([]))).toEqual({ whole: true, over: false, files: [] });
  });

  test('contents are copies that can be handed to another thread', () => {
    const [file] = unpackTnef(tnef([{ title: 'soq.pdf', data }]), room).files;
    expect(file?.content.buffer.byteLength).toBe(data.length);
  });
});

describe('what is not as it should be', () => {
  const good = tnef([
    { title: 'soq.pdf', data },
    { title: 'b.pdf', data },
  ]);

  test.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['another file', Buffer.from('%PDF-1.7 and so on')],
    ['the signature alone', good.subarray(0, 4)],
  ])('%s holds nothing', (_name, content) => {
    expect(unpacked(content)).toEqual({ whole: false, over: false, files: [] });
  });

  test('of a file that is cut off, what stands before the cut is found', () => {
    expect(unpacked(good.subarray(0, -5))).toEqual({
      whole: false,
      over: false,
      files: [['soq.pdf', 'the file']],
    });
  });

  test('a length beyond the end, and a level that does not exist, end it', () => {
    const long = attribute(2, 0x0006800f, data);
    long.writeUInt32LE(0xffffffff, 5);
    for (const broken of [long, attribute(9, 0x0006800f, data)])
      expect(unpacked(Buffer.concat([good, broken]))).toEqual({
        whole: false,
        over: false,
        files: [
          ['soq.pdf', 'the file'],
          ['b.pdf', 'the file'],
        ],
      });
  });

  test('a property of an unknown type hides only what stands behind it', () => {
    const properties = [longName('long.pdf'), other(0x77, 4), binary(data)];
    expect(unpacked(tnef([{ title: 'short.pdf', data, properties }])).files).toEqual([
      ['long.pdf', 'the file'],
    ]);
  });

  test.each([
    ['files', { files: 1, bytes: 1000 }],
    ['bytes', { files: 10, bytes: 15 }],
  ])('more %s than there is room for', (_name, small) => {
    const { over, files } = unpackTnef(good, small);
    expect({ over, files: files.length }).toEqual({ over: true, files: 1 });
  });

  test('thousands of attachments are not even listed', () => {
    const many = tnef(Array.from({ length: 3000 }, () => ({ title: 'a', data })));
    expect(unpackTnef(many, room)).toEqual({ whole: false, over: true, files: [] });
  });

  test('no bytes make it throw', () => {
    const changed = fc.record({ at: fc.nat(good.length - 1), to: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.array(changed, { minLength: 1, maxLength: 20 }),
        fc.nat(good.length),
        (changes, length) => {
          const content = Buffer.from(good.subarray(0, length));
          for (const { at, to } of changes) if (at < length) content[at] = to;
          const { files } = unpackTnef(content, room);
          expect(files.length).toBeLessThanOrEqual(room.files);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('20 MB of the smallest attributes, and of the smallest values, are read in a moment', () => {
    const values = Buffer.alloc(20_000_000);
    values.writeUInt32LE(1, 0);
    values.writeUInt16LE(0x101f, 4);
    values.writeUInt32LE(0xffffffff, 8);
    const small = Buffer.alloc(11 * 2_000_000);
    for (let at = 0; at < small.length; at += 11) small[at] = 1;
    const before = performance.now();
    unpackTnef(Buffer.concat([tnef([{ title: 'a' }]), attribute(2, 0x00069005, values)]), room);
    unpackTnef(Buffer.concat([tnef([]), small]), room);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
