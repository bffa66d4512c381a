// The shipped mail templates, for tests: as they are, or a copy of them in a folder of its own that a test may spoil.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Templates } from '../../src/render/template-set.ts';
import { loadTemplates } from '../../src/render/templates.ts';
import { igpTor } from './programme.ts';

export function shippedTemplates(): Templates {
  const { templates, problems } = loadTemplates('templates', igpTor);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return templates;
}

export type TemplateCopy = { folder: string; mail: string; layout: string; remove: () => void };

export function copyOfTemplates(): TemplateCopy {
  const folder = mkdtempSync(join(tmpdir(), 'torq-templates-'));
  cpSync(join('templates', igpTor.name), join(folder, igpTor.name), { recursive: true });
  const place = join(folder, igpTor.name);
  return {
    folder,
    mail: join(place, 'mail'),
    layout: join(place, 'layout', 'mail.hbs'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
