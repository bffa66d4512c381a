// Commands that need neither network nor database.
import { classifyFiles } from '../handlers/classify-files.ts';
import { preview } from '../handlers/preview.ts';
import { startReaders } from '../readers.ts';
import { setup } from './setup.ts';
import { SetupError } from './setup-error.ts';

export async function classifyCommand(files: string[], options: { programme?: string }): Promise<void> {
  const { config, desks } = setup();
  const desk = desks.find(
    ({ programme }) => programme.name === (options.programme ?? desks[0]?.programme.name),
  );
  if (desk === undefined)
    throw new SetupError([`there is no programme ${options.programme} in ${config.programmes}`]);
  const { programme } = desk;
  const readers = startReaders({ programmes: [programme], authservId: config.authservId, mayAskDns: false });
  for await (const line of classifyFiles(files, readers.read)) console.log(JSON.stringify(line));
  await readers.close();
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
