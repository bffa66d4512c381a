import { command } from '../classify/command.ts';

/** A name, a firm and a telephone number below a command are no message. */
const wordsOfASignature = 12;

/**
 * Whether a person wrote more than one word for torq: a question in it, or more words than a signature has. What is
 * only quoted, or stands below a signature's "-- ", does not count.
 */
export function hasMoreWords(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*>/.test(line));
  const end = lines.findIndex((line) => /^--\s*$/.test(line));
  const isCommand = command('', lines[0] ?? '') !== null || firstLineWords(text) === 'yes';
  const written = (end === -1 ? lines : lines.slice(0, end)).slice(isCommand ? 1 : 0).join(' ');
  return (
    written.includes('?') || written.split(/\s+/).filter((word) => word !== '').length > wordsOfASignature
  );
}

/** The first line that is not empty, without case, punctuation and emphasis: "  *Yes!* " -> "yes". */
export function firstLineWords(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
  return line
    .slice(0, 100)
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}
