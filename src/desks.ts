import { loadAgreement } from './agreement-file.ts';
import { reminderMessages } from './core/reminder-message.ts';
import type { Desk } from './handlers/shell.ts';
import { loadProgrammes } from './programme/load.ts';
import { loadPageTemplates } from './render/pages/page-templates.ts';
import { loadTemplates } from './render/templates.ts';
import { loadSignature } from './signature.ts';

/** The programmes with their mails; `problems` has a line for each thing that is wrong, and then none may be used. */
export function loadDesks(folder: string): { desks: readonly Desk[]; problems: readonly string[] } {
  const loaded = loadProgrammes(folder, reminderMessages);
  const read = loaded.programmes.map((programme) => ({
    programme,
    file: loaded.files.find(({ name }) => name === programme.name),
    mails: loadTemplates(folder, programme),
    public: loadPageTemplates(folder, programme),
    signed: loadSignature(folder, programme),
    agreed: loadAgreement(folder, programme),
  }));
  return {
    desks: read.map(
      ({
        programme,
        mails: { templates },
        public: { pages },
        signed: { signature },
        agreed: { agreement },
        file,
      }) => ({
        programme,
        templates,
        ...(pages === null ? {} : { pages }),
        signature,
        agreement,
        ...(file === undefined ? {} : { file }),
      }),
    ),
    problems: [
      ...loaded.problems,
      ...read.flatMap((one) =>
        [one.mails, one.public, one.signed, one.agreed].flatMap(({ problems }) => problems),
      ),
    ],
  };
}
