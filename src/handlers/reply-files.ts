import { fileProblem, mostBytes, nameOf, type ReplyFile } from '../core/decide/reply-files.ts';
import type { MessageFile } from '../core/staff-message.ts';
import { PermanentError } from '../errors.ts';
import type { Shell } from './shell.ts';

/**
 * Fetches the files of a message and keeps them, or says what stands against them, a sentence each. The message keeps
 * the names: they are what staff see.
 * @throws TransientError when Slack cannot be asked just now
 */
export async function fetchFiles(
  { staff, blobs, fileType }: Pick<Shell, 'staff' | 'blobs' | 'fileType'>,
  files: readonly MessageFile[],
): Promise<{ files: readonly ReplyFile[]; problems: readonly string[] }> {
  const kept: ReplyFile[] = [];
  const problems: string[] = [];
  let room = mostBytes;
  for (const { id, name } of files) {
    try {
      const { filename, content } = await staff.fetchFile(id, room);
      const type = fileType(content, filename);
      const problem = fileProblem(filename, type);
      room -= content.length;
      if (problem !== null) problems.push(problem);
      else kept.push({ filename, type: type ?? '', bytes: content.length, sha256: await blobs.put(content) });
    } catch (error) {
      if (!(error instanceof PermanentError)) throw error;
      problems.push(`The file ${nameOf(name)} cannot be sent: ${error.message}`);
    }
  }
  return { files: kept, problems };
}
