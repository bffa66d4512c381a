// The browser in which tests look at what people see: Debian's Chromium, or the one that CHROMIUM names.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why nothing can be looked at in a browser here, or null. */
export const withoutChromium: string | null = existsSync(executablePath)
  ? null
  : `Chromium is missing at ${executablePath}: run scripts/install-servers --tests, or set CHROMIUM`;

/** Starts Chromium. The sandbox is off, because tests may run as root, and what they open is ours. */
export async function startChromium(): Promise<Browser> {
  if (withoutChromium !== null) throw new Error(withoutChromium);
  return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}
