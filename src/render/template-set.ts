import type { MessageName } from '../core/messages.ts';
import type { Layout } from './layout.ts';
import type { MailTemplate } from './template-file.ts';

/** The mails of a programme, ready to be rendered. */
export type Templates = {
  programme: string;
  layout: Layout | null;
  mails: ReadonlyMap<MessageName, MailTemplate>;
};
