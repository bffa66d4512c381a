// The samples with values at their limits: as much as anybody can write into them, and nothing at all.
import type { Message } from '../../core/messages.ts';

/** 500 characters and more of every kind: markup, an address, a word without end, letters of several scripts. */
export const endless = `[x](http://example.net) <b>**${'Stormwater'.repeat(20)}** ${'née 山田 a_b_c 🌧️ '.repeat(14)}${'long words '.repeat(10)}`;

/** Every text is 500 characters long, every list has twelve entries. Times and yes-or-no values stay as they are. */
export function atLimits(message: Message): Message {
  return mapped(message, (value) => {
    if (Array.isArray(value)) return Array.from({ length: 12 }, () => endless);
    return typeof value === 'string' && !isTime(value) ? endless : value;
  });
}

/** Every list is empty. Text that may be absent is absent in a sample of its own. */
export function withEmptyLists(message: Message): Message {
  return mapped(message, (value) => (Array.isArray(value) ? [] : value));
}

/** Made by the calendar, and never anything else: "Friday, May 19, 2023, 4:00 PM PDT". */
function isTime(text: string): boolean {
  return /^[A-Z][a-z]+day, /.test(text);
}

function mapped(message: Message, change: (value: unknown) => unknown): Message {
  const entries = Object.entries(message.values).map(([field, value]) => [field, change(value)]);
  return { name: message.name, values: Object.fromEntries(entries) } as Message;
}
