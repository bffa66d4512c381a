import { describe, expect, test } from 'vitest';
import { createPace } from '../../src/handlers/pace.ts';

const at = (seconds: number) => new Date(Date.parse('2027-05-12T12:00:00Z') + seconds * 1000);

describe('the pace of mails', () => {
  const paced = (perSecond: number, perSecondAndDomain: number) => {
    const time = { ms: 0 };
    const pace = createPace({ perSecond, perSecondAndDomain, connections: 2 }, () => time.ms);
    return { pace, time };
  };

  test('is even for one domain, however its name is written, and others do not wait for it', () => {
    const { pace, time } = paced(100, 1);
    expect(pace.take('a@example.org')).toBeNull();
    expect(pace.take('b@EXAMPLE.org')).toBe(1000);
    expect(pace.take('c@example.net')).toBeNull();
    time.ms = 999;
    expect(pace.take('b@example.org')).toBe(1);
    time.ms = 1000;
    expect(pace.take('b@example.org')).toBeNull();
  });

  test('makes up for one second of silence at most', () => {
    const { pace, time } = paced(5, 100);
    const taken = () => [1, 2, 3, 4, 5, 6, 7].filter((n) => pace.take(`x@${n}.example`) === null).length;
    expect(taken()).toBe(5);
    time.ms = 200;
    expect(taken()).toBe(1);
    time.ms = 60_000;
    expect(taken()).toBe(5);
  });

  test('may be less than one a second', () => {
    const { pace, time } = paced(0.5, 1);
    expect(pace.take('a@example.org')).toBeNull();
    expect(pace.take('b@example.net')).toBe(2000);
    time.ms = 2000;
    expect(pace.take('b@example.net')).toBeNull();
  });

  test('pauses for longer and longer while the server takes nothing, and tries with one mail', () => {
    const { pace } = paced(5, 5);
    const pauses: number[] = [];
    let now = 0;
    for (let round = 0; round < 7; round += 1) {
      expect(pace.unreachable(at(now))).toEqual(at(0));
      // A second connection that fails at the same time tells nothing new.
      pace.unreachable(at(now));
      let length = 0;
      while (pace.isPaused(at(now + length))) length += 1;
      pauses.push(length);
      expect(pace.isTrial()).toBe(true);
      now += length;
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 600, 600]);
    pace.answered();
    expect([pace.isTrial(), pace.isPaused(at(0))]).toEqual([false, false]);
    expect(pace.unreachable(at(9000))).toEqual(at(9000));
  });
});
