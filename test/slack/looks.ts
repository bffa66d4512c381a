import type { StaffLooks } from '../../src/slack/desk.ts';

const refused = async () => ({ kind: 'refused' as const, tell: 'Not for you.' });

/** Nobody may see anything. */
export const nothingToSee: StaffLooks = { overview: refused, search: refused, person: refused };
