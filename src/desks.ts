import { reminderMessages } from './core/reminder-message.ts';
import type { Desk } from './handlers/shell.ts';
import { loadProgrammes } from './programme/load.ts';
import { loadTemplates } from './render/templates.ts';

/** The programmes with their mails; `problems` has a line for each thing that is wrong, and then none may be used. */
export function loadDesks(folder: string): { desks: readonly Desk[]; problems: readonly string[] } {
  const loaded = loadProgrammes(folder, reminderMessages);
  const read = loaded.programmes.map((programme) => ({
    programme,
    file: loaded.files.find(({ name }) => name === programme.name),
    ...loadTemplates(folder, programme),
  }));
  return {
    desks: read.map(({ programme, templates, file }) => ({
      programme,
      templates,
      ...(file === undefined ? {} : { file }),
    })),
    problems: [...loaded.problems, ...read.flatMap(({ problems }) => problems)],
  };
}
