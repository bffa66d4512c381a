import { describe, expect, test } from 'vitest';
import { outline } from '../../src/mail/body-structure.ts';

type Node = Parameters<typeof outline>[0];

const text = (part: string): Node => ({ part, type: 'text/plain', encoding: '7bit', size: 10 });
const pdf = (part: string, filename: string): Node => ({
  part,
  type: 'application/pdf',
  encoding: 'base64',
  size: 78_000,
  disposition: 'attachment',
  dispositionParameters: { filename },
});

describe('the parts of a message', () => {
  test('are words or files, wherever they stand', () => {
    const html: Node = { part: '1.2', type: 'text/html', size: 20 };
    const alternative: Node = { part: '1', type: 'multipart/alternative', childNodes: [text('1.1'), html] };
    const notes: Node = {
      ...text('3'),
      disposition: 'attachment',
      dispositionParameters: { filename: 'a.txt' },
    };
    const root: Node = { type: 'multipart/mixed', childNodes: [alternative, pdf('2', 'soq.pdf'), notes] };
    expect(outline(root)).toEqual({
      type: 'multipart/mixed',
      reportType: null,
      words: [
        { part: '1.1', bytes: 262_144 },
        { part: '1.2', bytes: 262_144 },
      ],
      files: [
        { filename: 'soq.pdf', type: 'application/pdf', bytes: 57_000 },
        { filename: 'a.txt', type: 'text/plain', bytes: 10 },
      ],
      more: 0,
    });
  });

  test('of a report are words, and a message that was attached as a file is both', () => {
    const status: Node = { part: '2', type: 'message/delivery-status', size: 300 };
    const letter: Node = {
      part: '3',
      type: 'message/rfc822',
      size: 900,
      disposition: 'attachment',
      dispositionParameters: { filename: 'letter.eml' },
      childNodes: [text('3.1')],
    };
    const root: Node = {
      type: 'multipart/report',
      parameters: { 'report-type': 'Delivery-Status' },
      childNodes: [text('1'), status, letter],
    };
    expect(outline(root)).toEqual({
      type: 'multipart/report',
      reportType: 'delivery-status',
      words: [
        { part: '1', bytes: 262_144 },
        { part: '2', bytes: 65_536 },
        { part: '3', bytes: 65_536 },
      ],
      files: [{ filename: 'letter.eml', type: 'message/rfc822', bytes: 900 }],
      more: 0,
    });
  });

  test('are one where the message is no multipart', () => {
    expect(outline({ type: 'text/plain', size: 9 }).words).toEqual([{ part: '1', bytes: 262_144 }]);
    expect(outline({ type: 'application/pdf', size: 9 }).files).toEqual([
      { filename: 'attachment-1.pdf', type: 'application/pdf', bytes: 9 },
    ]);
  });
});

describe('a hostile structure', () => {
  test('of many files is listed up to a hundred, and the others are counted', () => {
    const childNodes = Array.from({ length: 130 }, (_, at) => pdf(`${at + 1}`, `${at + 1}.pdf`));
    const { files, more } = outline({ type: 'multipart/mixed', childNodes });
    expect([files.length, more]).toEqual([100, 30]);
  });

  test('of many texts asks for some', () => {
    const childNodes = Array.from({ length: 500 }, (_, at) => text(`${at + 1}`));
    expect(outline({ type: 'multipart/mixed', childNodes }).words).toHaveLength(8);
  });

  test('that goes down for ever is left at some depth', () => {
    let node: Node = text('1');
    for (let depth = 0; depth < 5_000; depth++) node = { type: 'multipart/mixed', childNodes: [node] };
    expect(outline(node)).toMatchObject({ words: [], files: [] });
  });

  test('names no folder, no line end and no strange type', () => {
    const childNodes = [
      { ...pdf('1', '../../etc/a\r\nX-Evil: 1.pdf'), type: 'application/x; y\r\n' },
      { ...pdf('2', ''), disposition: 'inline' },
    ];
    const root = { type: 'multipart/x\r\ny', parameters: { 'report-type': 'a b' }, childNodes };
    expect(outline(root)).toMatchObject({
      type: 'multipart/mixed',
      reportType: null,
      files: [
        { filename: 'aX-Evil: 1.pdf', type: 'application/octet-stream' },
        { filename: 'attachment-2.pdf', type: 'application/pdf' },
      ],
    });
  });
});
