import { fileValues, isSame, type Overlay, type ProgrammeFile, settingsIn } from '../../programme/overlay.ts';
import type { Change } from './words.ts';

/** What is different between two overlays of one file, setting by setting. */
export function changesBetween(before: Overlay, after: Overlay, file: ProgrammeFile): readonly Change[] {
  const said = fileValues(file);
  return settingsIn(file).flatMap(({ path, label, kind, section }) => {
    const ofFile = said[path] ?? null;
    const from = before[path] === undefined ? ofFile : before[path].value;
    const to = after[path] === undefined ? ofFile : after[path].value;
    if (isSame(from, to)) return [];
    const cycle = section.startsWith('cycles.') ? `${section.slice('cycles.'.length)} ` : '';
    return [{ path, label: `${cycle}${label}`, kind, from, to }];
  });
}
