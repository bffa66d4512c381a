// Nights in which software has got dates wrong (failures.md, row 6).

/** The last day before the change; the rule changes its mind with the midnight that ends it. */
export const nights: readonly (readonly [night: string, last: string])[] = [
  ['an ordinary night', '2023-05-09'],
  ['the night in which clocks go forward', '2023-03-11'],
  ['the night after clocks went forward', '2023-03-12'],
  ['the night in which clocks go back', '2023-11-04'],
  ['the night after clocks went back', '2023-11-05'],
  ['February 28 of an ordinary year', '2023-02-28'],
  ['February 28 of a leap year', '2024-02-28'],
  ['February 29', '2024-02-29'],
  ['Friday to Saturday', '2023-06-09'],
  ['Sunday to Monday', '2023-06-11'],
  ['June 30, which is July in UTC from 17:00 on', '2023-06-30'],
  ['June 30 on a Sunday', '2024-06-30'],
  ['the end of the year', '2023-12-31'],
];
