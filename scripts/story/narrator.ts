// Tells the story on the terminal: what was done, and what was then seen at the far side.
const started = performance.now();
let seenCount = 0;

function elapsed(): string {
  return `${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s`;
}

export function chapter(title: string): void {
  console.log(`\n${title}`);
}

/** Something somebody does. */
export function does(sentence: string): void {
  console.log(`  ${elapsed()}    ${sentence}`);
}

/** Something observed where it counts: in a mailbox over IMAP, in the Slack channel. */
export function seen(sentence: string, ...details: string[]): void {
  seenCount += 1;
  console.log(`  ${elapsed()}  ✓ ${sentence}`);
  for (const detail of details) console.log(`             ${detail}`);
}

export function note(sentence: string): void {
  console.log(`             ${sentence}`);
}

export function ending(): string {
  return `${seenCount} observations in ${((performance.now() - started) / 1000).toFixed(0)} seconds`;
}
