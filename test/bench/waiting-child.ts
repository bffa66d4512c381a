// A process of its own, so that the memory is that of taking mail in.
import { readFileSync } from 'node:fs';
import { takeIn, warmReaders } from './take-in.ts';

const [url = '', count = '0'] = process.argv.slice(2);
const readers = warmReaders();
const taken = await takeIn(url, Number(count), readers);
await readers.close();
/** The most memory this process ever had (resident, with its threads), as Linux counts it. */
const peakKilobytes = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
process.send?.({ ...taken, peakMegabytes: Math.round(peakKilobytes / 1024) });
process.disconnect?.();
