// What BODYSTRUCTURE (RFC 9051 section 7.5.2) says of a message without fetching it: which parts are words, which are files.
import type { MessageStructureObject } from 'imapflow';
import { safeFileName } from './file-name.ts';

/** A file by what the sender says of it; `bytes` is its size when decoded, to within a few bytes. */
export type ListedFile = { filename: string; type: string; bytes: number };

export type Outline = {
  /** Type of the whole message, with the one parameter that says what a report is about (RFC 6522). */
  type: string;
  reportType: string | null;
  /** Parts that say what the mail is, by their numbers, in their order, and how many bytes of each are asked for. */
  words: readonly { part: string; bytes: number }[];
  files: readonly ListedFile[];
  /** Files beyond those that are listed. */
  more: number;
};

const most = { parts: 1_000, depth: 20, words: 8, files: 100, textBytes: 256 * 1024, reportBytes: 64 * 1024 };
const telling = /^(?:message\/(?!external-body$|partial$)[\w.+-]+|text\/(?:calendar|rfc822-headers))$/;

/** The parts of a message as its server lists them. Everything in it is the sender's word. */
export function outline(root: MessageStructureObject): Outline {
  const leaves = leavesOf(root);
  const words = leaves.filter((leaf) => isText(leaf) || telling.test(leaf.type));
  const files = leaves
    .filter((leaf) => !isText(leaf) && (!telling.test(leaf.type) || isAttached(leaf)))
    .map(fileOf);
  return {
    type: /^multipart\/[\w.+-]{1,60}$/.test(root.type) ? root.type : 'multipart/mixed',
    reportType: /^[\w-]{1,60}$/.exec(root.parameters?.['report-type'] ?? '')?.[0].toLowerCase() ?? null,
    words: words
      .slice(0, most.words)
      // The only part of a message that is no multipart is its first (section 6.4.5.1).
      .map((leaf) => ({
        part: leaf.part ?? '1',
        bytes: isText(leaf) ? most.textBytes : most.reportBytes,
      })),
    files: files.slice(0, most.files),
    more: Math.max(0, files.length - most.files),
  };
}

/** A message inside the message is one part. Depth and number are bounded: the sender chose them. */
function leavesOf(root: MessageStructureObject): MessageStructureObject[] {
  const leaves: MessageStructureObject[] = [];
  const visit = (node: MessageStructureObject, depth: number) => {
    if (leaves.length >= most.parts || depth > most.depth) return;
    if (!node.type.startsWith('multipart/')) leaves.push(node);
    else for (const child of node.childNodes ?? []) visit(child, depth + 1);
  };
  visit(root, 0);
  return leaves;
}

function isText(node: MessageStructureObject): boolean {
  return (
    /^text\/(?:plain|html)$/.test(node.type) && node.disposition !== 'attachment' && statedName(node) === ''
  );
}

function isAttached(node: MessageStructureObject): boolean {
  return node.disposition === 'attachment' && statedName(node) !== '';
}

function statedName({ dispositionParameters, parameters }: MessageStructureObject): string {
  return safeFileName(dispositionParameters?.filename ?? parameters?.name ?? '');
}

function fileOf(node: MessageStructureObject, at: number): ListedFile {
  const type = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.exec(node.type)?.[0] ?? 'application/octet-stream';
  const filename = statedName(node) || `attachment-${at + 1}${type === 'application/pdf' ? '.pdf' : ''}`;
  const size = node.size ?? 0;
  // A line of base64 is 57 bytes in 76 characters, and the end of the line (RFC 2045 section 6.8).
  return { filename, type, bytes: node.encoding === 'base64' ? Math.floor((size * 57) / 78) : size };
}
