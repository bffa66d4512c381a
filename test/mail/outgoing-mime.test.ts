// Every mail as it goes over the wire, read back with postal-mime and not with the parser that torq reads mail with.
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { meetingEvent } from '../../src/core/calendar-event.ts';
import { cleanLine } from '../../src/core/clean.ts';
import type { Message } from '../../src/core/messages.ts';
import type { MailAttachment, OutgoingMail } from '../../src/core/outgoing.ts';
import { composeMail } from '../../src/mail/outgoing-mail.ts';
import { calendarFile } from '../../src/render/calendar-file.ts';
import { commonValues } from '../../src/render/common-values.ts';
import { renderMessage } from '../../src/render/render-message.ts';
import { atLimits, endless, withEmptyLists } from '../../src/render/samples/limits.ts';
import { samplePeople } from '../../src/render/samples/people.ts';
import { samples } from '../../src/render/samples.ts';
import { shippedTemplates } from '../support/mail-templates.ts';
import { igpTor } from '../support/programme.ts';

const templates = shippedTemplates();
const wire = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
const messages = Object.values(samples).flat() as readonly Message[];

function outgoing(message: Message, name: string, attachments: readonly MailAttachment[] = []): OutgoingMail {
  return {
    ...renderMessage(templates, { message, common: commonValues(igpTor, name) }),
    from: '"CASQA IGP Trainer of Record" <tor@casqa.example>',
    to: 'pat@example.org',
    toName: name,
    replyTo: 'tor+a-4f2k9@casqa.example',
    messageId: '<item-1@casqa.example>',
    inReplyTo: null,
    references: null,
    itemId: 'item-1',
    nature: 'notice',
    unsubscribe: null,
    attachments,
  };
}

async function onTheWire(mail: OutgoingMail): Promise<Buffer> {
  const { message } = await wire.sendMail(composeMail(mail));
  return message as Buffer;
}

/** A line end at the end of a part belongs to the boundary that follows it. */
const lines = (part: string | undefined): string => (part ?? '').replaceAll('\r\n', '\n').trimEnd();

async function expectWhole(mail: OutgoingMail): Promise<void> {
  const raw = await onTheWire(mail);
  const read = await PostalMime.parse(raw);
  expect({
    from: read.from,
    to: read.to,
    replyTo: read.replyTo?.map(({ address }) => address),
    subject: read.subject,
    text: lines(read.text),
    html: lines(read.html),
  }).toEqual({
    from: { name: 'CASQA IGP Trainer of Record', address: 'tor@casqa.example' },
    to: [{ name: cleanLine(mail.toName), address: 'pat@example.org' }],
    replyTo: ['tor+a-4f2k9@casqa.example'],
    subject: mail.subject,
    text: lines(mail.text),
    html: lines(mail.html),
  });
  expectLines(raw.toString('latin1'));
  expect(fieldNames(raw)).toEqual(usualFields);
}

/** RFC 5322 section 2.1.1: 998 octets at most, and 78 in a header; no bare CR or LF; headers in ASCII (RFC 2047). */
function expectLines(raw: string): void {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
  expect(head).toMatch(/^[\t\r\n -~]*$/);
}

function fieldNames(raw: Buffer): readonly string[] {
  const [head = ''] = raw.toString('latin1').split('\r\n\r\n', 1);
  return [...head.matchAll(/^([^\s:]+):/gm)].map(([, name]) => name ?? '').sort();
}

const usualFields = [
  'Auto-Submitted',
  'Content-Type',
  'Date',
  'From',
  'MIME-Version',
  'Message-ID',
  'Reply-To',
  'Subject',
  'To',
  'X-Auto-Response-Suppress',
  'X-Torq-Item',
];

test.each(Object.entries({ ...samplePeople, 'at-limits': endless }))(
  'every mail arrives as it was written: %s',
  async (_who, name) => {
    for (const message of messages) await expectWhole(outgoing(message, name));
  },
);

test('every mail arrives as it was written with values at their limits, and with empty lists', async () => {
  for (const message of messages) {
    await expectWhole(outgoing(atLimits(message), endless));
    await expectWhole(outgoing(withEmptyLists(message), 'Pat Doe'));
  }
});

test('text comes before HTML, as alternatives of each other', async () => {
  const raw = (await onTheWire(outgoing(messages[0]!, 'Pat Doe'))).toString('latin1');
  expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m);
  expect([...raw.matchAll(/^Content-Type: (text\/\w+; charset=[\w-]+)/gm)].map(([, type]) => type)).toEqual([
    'text/plain; charset=utf-8',
    'text/html; charset=utf-8',
  ]);
});

test('a calendar file comes as an attachment, with its method in its type', async () => {
  const starts = new Date('2025-05-15T17:00:00Z');
  const ends = new Date('2025-05-15T18:00:00Z');
  const meeting = {
    kind: 'renewal-meeting',
    of: '2025-07-01',
    starts,
    ends,
    joinAt: null,
    changes: 0,
  } as const;
  const file = calendarFile(meetingEvent(igpTor, meeting, starts));
  const mail = outgoing(samples['meeting-invitation'][0]!, 'Zoë Núñez', [file]);
  const raw = await onTheWire(mail);
  const read = await PostalMime.parse(raw);
  expect(
    read.attachments.map(({ filename, mimeType, disposition, method }) => ({
      filename,
      mimeType,
      disposition,
      method,
    })),
  ).toEqual([
    { filename: 'meeting.ics', mimeType: 'text/calendar', disposition: 'attachment', method: 'PUBLISH' },
  ]);
  // postal-mime makes the line ends of calendars those of Unix, so the content is compared as it is on the wire.
  const [, encoded = ''] = /name=meeting\.ics[\s\S]*?\r\n\r\n([^-]+)/.exec(raw.toString('latin1')) ?? [];
  expect(Buffer.from(encoded, 'base64').toString()).toBe(file.content);
  expect([lines(read.text), lines(read.html)]).toEqual([lines(mail.text), lines(mail.html)]);
  expect(raw.toString('latin1')).toMatch(
    /^Content-Type: text\/calendar; charset=utf-8; method=PUBLISH;\r\n name=meeting\.ics\r$/m,
  );
  expectLines(raw.toString('latin1'));
});

test('a long name in other scripts is encoded as RFC 2231 asks, and read back whole', async () => {
  const filename = `Zertifikat für Zoë ${'山田太郎'.repeat(20)} (2025–2026).pdf`;
  const attachment = { filename, contentType: 'application/pdf', content: new Uint8Array([37, 80, 68, 70]) };
  const raw = await onTheWire(outgoing(messages[0]!, 'Pat Doe', [attachment]));
  const [one] = (await PostalMime.parse(raw)).attachments;
  expect(one?.filename).toBe(filename);
  expect(raw.toString('latin1')).toMatch(/^ filename\*0\*=utf-8''Zertifikat%20f/m);
  expectLines(raw.toString('latin1'));
});

test('the name of a file adds no header field, and its content stays as it is', async () => {
  const content = new Uint8Array([0, 13, 10, 46, 13, 10, 255, 10]);
  const filename = 'Certificate\r\nBcc: all@example.net "Zoë" 山田.pdf';
  const attachment = { filename, contentType: 'application/pdf\r\nX-Evil: 1', content };
  const raw = await onTheWire(outgoing(messages[0]!, 'Pat Doe', [attachment]));
  const read = await PostalMime.parse(raw);
  expect(fieldNames(raw)).toEqual(usualFields);
  expect(raw.toString('latin1')).not.toMatch(/^(Bcc|X-Evil):/im);
  const [one] = read.attachments;
  expect(one?.filename).toBe('Certificate Bcc: all@example.net "Zoë" 山田.pdf');
  expect(new Uint8Array(one?.content as ArrayBuffer)).toEqual(content);
});
