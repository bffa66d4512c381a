// All that torq remembers, out and in again.
import { exportEverything } from '../handlers/export-everything.ts';
import { importEverything } from '../handlers/import-everything.ts';
import { openBlobs } from '../store/blobs.ts';
import { setup, withDatabase } from './setup.ts';

export async function exportCommand(folder: string, options: { withFiles?: boolean }): Promise<void> {
  const parts = setup();
  await withDatabase(parts, async (database) => {
    const { rows, files, missing } = await exportEverything(
      { database, blobs: blobsOf(parts) },
      {
        folder,
        timeZone: parts.desks[0]?.programme.timeZone ?? 'UTC',
        withFiles: options.withFiles === true,
      },
    );
    const also =
      options.withFiles === true
        ? ` and ${files} files`
        : '; mails and documents as they came are not among them';
    console.log(`${rows} rows${also} are in ${folder}`);
    if (missing.length === 0) return;
    console.error(`torq: ${missing.length} files are not there or damaged: ${missing.join(', ')}`);
    process.exitCode = 1;
  });
}

/** @throws BadExport with the one sentence that says what is wrong; then no row was added */
export async function importAllCommand(folder: string): Promise<void> {
  const parts = setup();
  await withDatabase(parts, async (database) => {
    const { rows, files } = await importEverything({ database, blobs: blobsOf(parts) }, folder);
    console.log(`${rows} rows and ${files} files were read in`);
  });
}

function blobsOf({ config }: ReturnType<typeof setup>) {
  return openBlobs(`${config.dataDir}/blobs`);
}
