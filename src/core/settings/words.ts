// Values that can be set, in words for staff.
import type { SettingValue } from '../../programme/overlay.ts';
import type { SettingKind } from '../../programme/settings.ts';
import { instantOf, wordsForDate, wordsForInstant } from '../calendar.ts';

export type Change = { path: string; label: string; kind: SettingKind; from: SettingValue; to: SettingValue };

/** "SOQ deadline: Friday, May 19, 2023, 4:00 PM PDT → Friday, May 26, 2023, 4:00 PM PDT". */
export function changeWords({ label, kind, from, to }: Change, zone: string): string {
  return `${label}: ${valueWords(from, kind, zone)} → ${valueWords(to, kind, zone)}`;
}

/** A value as staff read it; a time is said in the programme's zone. */
export function valueWords(value: SettingValue, kind: SettingKind, zone: string): string {
  if (value === null) return 'not set';
  if (kind === 'people') return peopleWords(value);
  const text = String(value);
  // Programme files may hold what is not a date only where they are wrong, and then they are not loaded.
  if (kind === 'date-and-time' || kind === 'date-and-time-or-none')
    return wordsForInstant(instantOf(text, zone), zone);
  return kind === 'date' ? wordsForDate(text) : text;
}

function peopleWords(value: SettingValue): string {
  const ids = Array.isArray(value) ? value : [];
  return ids.length === 0 ? 'nobody' : ids.map((id) => `<@${id}>`).join(', ');
}
