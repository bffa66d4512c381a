// Commands that need neither network nor database.
import { readFile } from 'node:fs/promises';
import { classifyFiles } from '../handlers/classify-files.ts';
import { preview } from '../handlers/preview.ts';
import { authenticateByHeader } from '../mail/authenticate.ts';
import { readMail } from '../mail/read-mail.ts';
import { setup } from './setup.ts';
import { SetupError } from './setup-error.ts';

export async function classifyCommand(files: string[], options: { programme?: string }): Promise<void> {
  const { config, desks } = setup();
  const desk = desks.find(
    ({ programme }) => programme.name === (options.programme ?? desks[0]?.programme.name),
  );
  if (desk === undefined)
    throw new SetupError([`there is no programme ${options.programme} in ${config.programmes}`]);
  const tools = {
    programme: desk.programme,
    authservId: config.authservId,
    readFile: (file: string) => readFile(file),
    readMail,
    authenticateByHeader,
  };
  for await (const line of classifyFiles(files, tools)) console.log(JSON.stringify(line));
}

export function previewCommand({ out }: { out: string }): void {
  const { desks } = setup();
  const files = preview({
    programmes: desks.map(({ programme }) => programme),
    templates: desks.map(({ templates }) => templates),
    out,
  });
  console.log(`${files.length} files; open ${files[0]}`);
}
