// The public list as files, for a web server of one's own: the same as the pages of torq, each file whole or not at all.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dateOf } from '../core/calendar.ts';
import { isNoDifference, listDifference } from '../core/public-list/difference.ts';
import { type ListEntry, listEntries, stillAllowed } from '../core/public-list/entries.ts';
import { listCsv, listJson } from '../documents/public-list-files.ts';
import { listPage, type ShownList } from '../render/pages/list-page.ts';
import { newId } from '../store/ids.ts';
import { listedPeople, publishedList, trainersOf } from '../store/public-list.ts';
import type { Desk, Shell } from './shell.ts';

/** `remarks`: what whoever puts the files on the web should know, a sentence each. */
export type WrittenRoster = { files: readonly string[]; remarks: readonly string[] };

type House = Pick<Shell, 'database' | 'desks' | 'now'>;

/**
 * Writes roster.html, roster.json and roster.csv into the folder.
 * @param options.current also what staff have not published yet; a list that never was published is written so anyway
 */
export async function writeRoster(
  house: House,
  { out, current }: { out: string; current: boolean },
): Promise<WrittenRoster> {
  const lists: ShownList[] = [];
  const remarks: string[] = [];
  for (const desk of house.desks) {
    const { pages, programme } = desk;
    if (pages === undefined) continue;
    const { remark, ...list } = await listToWrite(house, desk, current);
    lists.push({ programme, pages, ...list });
    if (remark !== null) remarks.push(`${programme.title}: ${remark}`);
  }
  const view = { search: { words: '', area: '' }, chosen: false, embedded: false, hasForm: false };
  const written = lists.map(({ programme, entries, asOf }) => ({
    programme: programme.name,
    title: programme.title,
    organisation: programme.organisation.name,
    asOf,
    entries,
  }));
  const contents = [
    ['roster.html', listPage(lists, view)],
    ['roster.json', listJson(written)],
    ['roster.csv', listCsv(written)],
  ] as const;
  return { files: await writeAll(out, contents), remarks };
}

async function listToWrite({ database: { read }, now }: House, { programme }: Desk, current: boolean) {
  const today = dateOf(now(), programme.timeZone);
  const published = await publishedList(read, programme.name);
  const wanted = listEntries(await trainersOf(read, programme.name), programme, today);
  const remark = remarkOf(published.number, { published: published.entries, wanted, current });
  if (current || published.publishedAt === null) return { entries: wanted, asOf: today, remark };
  const people = await listedPeople(read, published.entries);
  const entries = stillAllowed(published.entries, people);
  return { entries, asOf: dateOf(published.publishedAt, programme.timeZone), remark };
}

function remarkOf(
  version: number,
  {
    published,
    wanted,
    current,
  }: { published: readonly ListEntry[]; wanted: readonly ListEntry[]; current: boolean },
): string | null {
  if (version === 0) return 'nothing was published yet; this is the list as it would be now';
  const { added, removed, changed } = listDifference(published, wanted);
  if (isNoDifference({ added, removed, changed })) return null;
  const counts = `${added.length} more, ${removed.length} fewer, ${changed.length} changed`;
  return current
    ? `this differs from the published version ${version}: ${counts}`
    : `a newer list waits to be published: ${counts}`;
}

/** Under another name first: whoever reads them meanwhile finds the old file or the new one. */
async function writeAll(
  out: string,
  contents: readonly (readonly [name: string, text: string])[],
): Promise<string[]> {
  await mkdir(out, { recursive: true });
  const temporary = contents.map(([name]) => join(out, `.${name}.${newId()}.tmp`));
  const files = contents.map(([name]) => join(out, name));
  try {
    for (const [at, [, text]] of contents.entries()) await writeFile(temporary[at] ?? '', text);
    for (const [at, file] of files.entries()) await rename(temporary[at] ?? '', file);
  } finally {
    for (const file of temporary) await rm(file, { force: true });
  }
  return files;
}
