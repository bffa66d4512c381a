/** In which programme, because of which mail, and when a fact is written. */
export type FactContext = { programme: string; inboundMailId: string | null; now: Date };
