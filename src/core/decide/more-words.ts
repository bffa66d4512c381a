import { command } from '../classify/command.ts';

/** A name, a firm and a telephone number below a command are no message. */
const wordsOfASignature = 12;

/**
 * Whether a person wrote more than one word for torq: a question in it, or more words than a signature has. What is
 * only quoted, or stands below a signature's "-- ", does not count.
 */
export function hasMoreWords(text: string, isCommand: (line: string) => boolean = isCommandLine): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*>/.test(line));
  const end = lines.findIndex((line) => /^--\s*$/.test(line));
  const written = (end === -1 ? lines : lines.slice(0, end))
    .slice(isCommand(lines[0] ?? '') ? 1 : 0)
    .join(' ');
  return (
    written.includes('?') || written.split(/\s+/).filter((word) => word !== '').length > wordsOfASignature
  );
}

function isCommandLine(line: string): boolean {
  return command('', line) !== null;
}
