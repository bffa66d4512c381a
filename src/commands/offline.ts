// Commands that need neither network nor database.
import { classifyFiles } from '../handlers/classify-files.ts';
import { preview } from '../handlers/preview.ts';
import { previewPublic } from '../handlers/preview-public.ts';
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

export async function previewCommand({ out }: { out: string }): Promise<void> {
  const { desks } = setup();
  const files = preview({
    programmes: desks.map(({ programme }) => programme),
    templates: desks.map(({ templates }) => templates),
    out,
  });
  const shown = await previewPublic(desks, out);
  console.log(`${files.length + shown.length} files; open ${files[0]}, and ${shown[0]} beside it`);
}
