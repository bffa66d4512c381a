// How clicks, commands and messages come in, whichever way they take.

/** `socket`: over a connection that we open. `http`: as signed requests to an address of ours; `port` 0 takes a free one. */
export type Receiving =
  | { kind: 'socket'; appToken: string }
  | { kind: 'http'; signingSecret: string; host: string; port: number };

export type ReceiverHealth = {
  /** Whether payloads can come in. */
  connected: boolean;
  /** Since when they can, or cannot. */
  since: Date;
  /** Why they cannot, in one sentence that says what to do. */
  problem: string | null;
};

export type Receiver = {
  health(): ReceiverHealth;
  /** Takes nothing more; resolves when every payload that came in has reached its listener. */
  stop(): Promise<void>;
};
