// Invented values with which every mail is tried at start and shown by `torq preview`.
import type { CommonValues, Message, MessageName } from '../core/messages.ts';
import { applicationSamples } from './samples/application.ts';
import { commandSamples } from './samples/command.ts';
import { decisionSamples } from './samples/decision.ts';
import { questionSamples } from './samples/question.ts';
import { renewalSamples } from './samples/renewal.ts';

export const sampleCommon: CommonValues = {
  name: 'Pat Doe',
  programmeTitle: 'IGP Trainer of Record',
  organisation: 'Example Stormwater Association',
  organisationShort: 'ESA',
  website: 'https://www.example.org/trainer-of-record',
  accountLink: 'https://www.example.org/my-account',
  staffAddress: 'training@example.org',
};

/** One or more of each message, so that every branch of its template is seen. Text that may be null is null in one. */
export const samples: { [M in MessageName]: readonly Extract<Message, { name: M }>[] } = {
  ...applicationSamples,
  ...decisionSamples,
  ...renewalSamples,
  ...commandSamples,
  ...questionSamples,
};
