import { afterEach } from 'vitest';
import type { OutgoingMail } from '../../src/core/outgoing.ts';
import { createLog } from '../../src/log.ts';
import { createTransport, type Transport } from '../../src/mail/transport.ts';
import { type Script, type ScriptedSmtpServer, startScriptedSmtpServer } from './scripted-smtp-server.ts';

export const mail: OutgoingMail = {
  from: 'Trainer of Record <tor@casqa.example>',
  to: 'pat@people.example',
  toName: 'Pat Doe',
  replyTo: 'tor+a-abc@casqa.example',
  subject: 'Your SOQ',
  text: 'Hello Pat\n.\n..\nend',
  html: '<p>Hello Pat</p>',
  messageId: '<torq.item1.mac@casqa.example>',
  inReplyTo: '<order-1@shop.example>',
  references: '<first@people.example> <order-1@shop.example>',
  itemId: 'item1',
  nature: 'notice',
  unsubscribe: null,
  date: new Date('2023-05-10T09:00:00Z'),
};

export const log = createLog('silent');
/** Closed after each test, the last one first. */
export const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of closing.splice(0).reverse()) await each.close();
});

/** A transport that is closed after the test. */
export function openTransport(url: string, timing = {}): Transport {
  const transport = createTransport(url, { log, timing });
  closing.push(transport);
  return transport;
}

/** A server that follows a script until the end of the test. */
export async function play(script: Script): Promise<ScriptedSmtpServer> {
  const server = await startScriptedSmtpServer(script);
  closing.push(server);
  return server;
}

/** Short enough for tests. */
export const timing = { connection: 300, greeting: 300, silence: 300 };
