// Mails that are held: which they are, letting them go, changing what they say.
import { readFile } from 'node:fs/promises';
import { editHeldMail, type HeldMail, heldLines, listHeld, releaseHeldMail } from '../handlers/held-mails.ts';
import { setup, withDatabase } from './setup.ts';
import { SetupError } from './setup-error.ts';

const by = 'operator';
const now = () => new Date();

export async function heldCommand(options: { json?: boolean }): Promise<void> {
  const parts = setup();
  await withDatabase(parts, async (database) => {
    const mails = await listHeld({ database });
    const zone = parts.desks[0]?.programme.timeZone ?? 'UTC';
    if (options.json === true) console.log(JSON.stringify(mails));
    else console.log(mails.length === 0 ? 'no mail is held' : heldLines(mails, zone).join('\n'));
  });
}

export async function releaseCommand(ids: string[], options: { all?: boolean }): Promise<void> {
  if (ids.length > 0 === (options.all === true))
    throw new SetupError(['expected either ids ("torq held" lists them) or --all']);
  const parts = setup();
  await withDatabase(parts, async (database) => {
    const isFused = ({ because }: HeldMail) => because === 'fuse';
    const all = options.all === true ? (await listHeld({ database })).filter(isFused) : [];
    if (options.all === true && all.length === 0) return console.log('no mail is held by a limit');
    for (const id of new Set([...ids, ...all.map((mail) => mail.id)]))
      tell(await releaseHeldMail({ database, now }, id, by), `${id}: goes out within a minute`);
  });
}

export async function editCommand(id: string, options: { subject?: string; text: string }): Promise<void> {
  const parts = setup();
  const text = await readText(options.text);
  await withDatabase(parts, async (database) => {
    const change = { id, subject: options.subject ?? null, text, by };
    const done = `${id}: changed, and still held; what it said before is kept`;
    tell(await editHeldMail({ ...parts, database, now }, change), done);
  });
}

function tell(problem: string | null, done: string): void {
  if (problem === null) console.log(done);
  else {
    console.error(`torq: ${problem}`);
    process.exitCode = 1;
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SetupError([`${file} cannot be read: ${error instanceof Error ? error.message : error}`]);
  }
}
