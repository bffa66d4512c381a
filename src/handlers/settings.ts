// Staff change a programme's settings: who may, what would follow, and a new version that counts from then on.

import { changesBetween } from '../core/settings/changes.ts';
import type { Asking, Proposal, Proposed, Saved, SettingsDoor, SettingsWish } from '../core/settings/view.ts';
import { settingSections } from '../programme/settings.ts';
import { addVersion, noteRefusal, textHash, versionsOf } from '../store/programme-versions.ts';
import type { CurrentDesks } from './current-desks.ts';
import { settingsCard } from './settings-card.ts';
import { settingsForm, versionWords } from './settings-form.ts';
import { type Looked, lookAt, wishedProgramme } from './settings-proposal.ts';
import type { Desk, Shell } from './shell.ts';

type Parts = Pick<Shell, 'database' | 'now' | 'newId'> & { current: CurrentDesks };

const notAllowed =
  'You may not change settings, so nothing was changed. Whoever operates torq can add you under slack.settings in programme.yaml.';

export function settingsDoor(parts: Parts): SettingsDoor {
  return {
    may: async (by) => (await allowed(parts, by)).length > 0,
    sections: async (by) => {
      const desks = await allowed(parts, by);
      if (desks.length === 0) return { refusal: await refuse(parts, by, 'opened the settings') };
      const choices = desks.flatMap(({ programme }) =>
        settingSections(programme).map(({ name, title }) => ({
          programme: programme.name,
          section: name,
          title: desks.length === 1 ? title : `${title}: ${programme.title}`,
        })),
      );
      return { choices };
    },
    form: async (by, { programme, section }) => {
      const desk = (await allowed(parts, by)).find((entry) => entry.programme.name === programme);
      return desk === undefined ? null : settingsForm(parts, desk, section);
    },
    check: async (asking, wish) => {
      const desk = await deskToSet(parts, asking, wish);
      if ('kind' in desk) return desk;
      const wished = wishedProgramme(desk, wish);
      return 'kind' in wished ? wished : null;
    },
    propose: async (asking, wish) => {
      const looked = await look(parts, asking, wish);
      return 'kind' in looked ? looked : { kind: 'proposed', proposal: looked.proposal };
    },
    save: (asking, wish) => save(parts, asking, wish),
  };
}

async function save(parts: Parts, asking: Asking, wish: SettingsWish & { mark: string }): Promise<Saved> {
  const looked = await look(parts, asking, wish);
  if ('kind' in looked) return looked;
  const { proposal, overlay, desk, file } = looked;
  if (proposal.mark !== wish.mark) return { kind: 'proposed', proposal };
  const { programme } = desk;
  const version = {
    programme: programme.name,
    version: wish.basedOn + 1,
    overlay,
    ...asking,
    at: parts.now(),
    note: null,
    fileHash: textHash(file.text),
  };
  const card = settingsCard(parts, version, { programme, proposal });
  const reason = `version ${version.version}: ${proposal.changes.join('; ')}`;
  if ((await addVersion(parts.database, version, { card, reason })) === 'stale')
    return { kind: 'stale', tell: await staleWords(parts, desk, wish.basedOn) };
  return { kind: 'saved', tell: savedWords(proposal) };
}

async function look(parts: Parts, asking: Asking, wish: SettingsWish): Promise<Proposed | Looked> {
  const desk = await deskToSet(parts, asking, wish);
  return 'kind' in desk ? desk : lookAt(parts, desk, wish);
}

/** The programme of a wish, if this person may change it and nobody else has since they looked. */
async function deskToSet(
  parts: Parts,
  { by }: Asking,
  { programme: name, basedOn }: SettingsWish,
): Promise<Desk | (Proposed & { kind: 'refused' | 'stale' })> {
  const desk = (await allowed(parts, by)).find(({ programme }) => programme.name === name);
  if (desk === undefined)
    return { kind: 'refused', tell: await refuse(parts, by, 'tried to change settings') };
  if ((desk.set?.version ?? 0) === basedOn) return desk;
  return { kind: 'stale', tell: await staleWords(parts, desk, basedOn) };
}

/** The programmes that a person may change. */
async function allowed({ current }: Parts, by: string): Promise<readonly Desk[]> {
  return (await current()).filter(
    ({ programme, file }) => file !== undefined && programme.slack.settings.includes(by),
  );
}

async function refuse({ database, now }: Parts, by: string, what: string): Promise<string> {
  await noteRefusal(database, { by, reason: `${what} without being listed under slack.settings`, at: now() });
  return notAllowed;
}

/** What others changed since the version that somebody looked at. */
async function staleWords({ database }: Parts, { programme, file }: Desk, basedOn: number): Promise<string> {
  const versions = await versionsOf(database.read, programme.name);
  const lines = versions
    .filter(({ version }) => version > basedOn)
    .toReversed()
    .map((version) => {
      const before = versions.find((entry) => entry.version === version.version - 1)?.overlay ?? {};
      const changes = file === undefined ? [] : changesBetween(before, version.overlay, file);
      return `• ${versionWords(version, changes, programme.timeZone)}`;
    });
  return [
    'Nothing was saved: the settings were changed meanwhile.',
    ...lines,
    'Please open them again.',
  ].join('\n');
}

function savedWords({ changes }: Proposal): string {
  return [
    'Saved. It counts from now on, and the channel is told.',
    ...changes.map((line) => `• ${line}`),
  ].join('\n');
}
