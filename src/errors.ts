/** It did not work this time: the same thing may be tried again later (network, rate limit, a server's bad moment). */
export class TransientError extends Error {
  override readonly name = 'TransientError';

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
  }
}

/** Trying again will not help; a person has to change something. The message says what. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
  }
}
