// Values behind labels ("Amount : 10.50 (USD)"), by lines and, where a mailer broke lines inside a label, in one long line.
import type { Body } from './body.ts';

export type Labelled = ReadonlyMap<string, readonly string[]>;

/**
 * All values of each label, in lower case. By lines if every one of the `needed` labels begins a line, else by looking
 * for labels anywhere; a value ends at the next label or at a banner.
 */
export function labelled(body: Body, labels: readonly string[], needed: readonly string[]): Labelled {
  const byLines = inLines(body.lines, labels);
  return needed.every((label) => byLines.get(label)?.[0]) ? byLines : inFlat(body.flat, labels);
}

function inLines(lines: readonly string[], labels: readonly string[]): Map<string, string[]> {
  const start = new RegExp(String.raw`^(${alternatives(labels)})\s*:\s*(.*)$`, 'i');
  const found = new Map<string, string[]>();
  let open: string[] | undefined;
  for (const line of lines) {
    const [, label, value = ''] = start.exec(line) ?? [];
    if (label !== undefined) {
      open = found.get(label.toLowerCase()) ?? [];
      found.set(label.toLowerCase(), open);
      open.push(value.trim());
    } else if (line === '' || /^[=\-_*]{3,}/.test(line)) {
      open = undefined;
    } else if (open) {
      open.push(`${open.pop()} ${line}`.trim());
    }
  }
  return found;
}

function inFlat(flat: string, labels: readonly string[]): Map<string, string[]> {
  const start = new RegExp(String.raw`(?<=^|[\s=])(${alternatives(labels)}) ?: ?`, 'gi');
  const found = new Map<string, string[]>();
  const starts = [...flat.matchAll(start)];
  for (const [index, match] of starts.entries()) {
    const label = (match[1] ?? '').toLowerCase();
    const value = flat.slice(match.index + match[0].length, starts[index + 1]?.index);
    found.set(label, [...(found.get(label) ?? []), (value.split(/={3,}/)[0] ?? '').trim()]);
  }
  return found;
}

/** Longer labels first, so that "amount" does not hide "amount due". */
function alternatives(labels: readonly string[]): string {
  return [...labels]
    .sort((one, other) => other.length - one.length)
    .map((label) => label.replace(/[^\w ]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s`))
    .join('|');
}
