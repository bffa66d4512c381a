import type { Part } from '../core/readiness.ts';
import type { Log } from '../log.ts';
import type { Programme } from '../programme/schema.ts';
import type { PageTemplates } from '../render/pages/page-templates.ts';
import type { Reads } from '../store/database.ts';

/** A programme with its pages. */
export type PublicDesk = { programme: Programme; pages: PageTemplates };

export type WebOptions = {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Addresses and networks of proxies whose X-Forwarded-For is believed; empty: nobody's is. */
  trustedProxies: readonly string[];
  /** How many requests a minute one address may make. */
  perMinute: number;
  /** How many certificates of those it may look up: fewer, so that trying numbers leads nowhere. */
  perMinuteVerified: number;
  log: Log;
  now: () => Date;
  /** The database, for reading only. */
  read: Reads;
  /** The programmes as they are now; at least one. */
  desks: () => Promise<readonly PublicDesk[]>;
  /** How the other parts of torq are; see core/readiness.ts. */
  parts: () => Promise<readonly Part[]>;
  /** How often something happened since the start. */
  counts: () => { ticks: number; errors: number };
};
