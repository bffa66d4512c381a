// The settings form on the local Slack: a programme of which the approver may change settings, and what a form sends.
import type { Desk } from '../../src/handlers/shell.ts';
import { programmeSchema } from '../../src/programme/schema.ts';
import { shippedTemplates } from '../support/mail-templates.ts';
import { igpTorSource } from '../support/programme.ts';
import type { SlackView } from '../support/servers/local-slack-wire.ts';
import { approver } from '../support/shell.ts';

const values = { ...igpTorSource, slack: { ...igpTorSource.slack, settings: [approver] } };
export const deskWithSettings: Desk = {
  programme: programmeSchema.parse(values),
  templates: shippedTemplates(),
  file: { name: 'igp-tor', values, text: 'the file' },
};

/** What Slack sends for a form of which only these inputs were touched; the local one leaves out the others. */
export function filled(view: SlackView, changes: Record<string, string>) {
  const names: Record<string, string> = {
    datepicker: 'selected_date',
    timepicker: 'selected_time',
    number_input: 'value',
  };
  return Object.fromEntries(
    view.blocks.flatMap(({ block_id = '', element }) => {
      if (element === undefined) return [];
      const { type, initial_date, initial_time, initial_value } = element as Record<string, string>;
      const value = changes[block_id] ?? initial_date ?? initial_time ?? initial_value ?? null;
      return [[block_id, { value: { type: type ?? '', [names[type ?? ''] ?? 'value']: value } }]];
    }),
  );
}
