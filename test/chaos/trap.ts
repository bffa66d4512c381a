// The moment at which the service is killed: when something happens at a far side, seen by a tap in front of it.

/** Where a tap can spring the trap. "lost": the far side has done it and the service does not hear of it. */
export type TapPoint =
  | 'imap-fetch'
  | 'smtp-data'
  | 'smtp-half-a-mail'
  | 'smtp-250-lost'
  | 'smtp-250-passed'
  | 'slack-post-unsent'
  | 'slack-post-lost'
  | 'slack-post-passed'
  | 'slack-update-lost'
  | 'slack-upload-lost';

type Armed = {
  point: TapPoint;
  /** The how-many-th time it happens. */
  nth: number;
  /** How long after it, in milliseconds; 0: before anything else can happen. */
  delay: number;
};

export type Trap = {
  arm(armed: Armed): void;
  disarm(): void;
  /** Told by a tap that something happens. @returns whether the service has been killed now */
  spring(point: TapPoint): boolean;
};

export function createTrap(kill: () => void): Trap {
  let armed: Armed | null = null;
  let timer: NodeJS.Timeout | undefined;
  return {
    arm: (next) => {
      armed = { ...next };
    },
    disarm: () => {
      armed = null;
      clearTimeout(timer);
    },
    spring: (point) => {
      if (armed?.point !== point) return false;
      armed.nth -= 1;
      if (armed.nth > 0) return false;
      const { delay } = armed;
      armed = null;
      if (delay > 0) {
        timer = setTimeout(kill, delay);
        return false;
      }
      kill();
      return true;
    },
  };
}
