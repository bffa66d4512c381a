/** Something wrong in a template file. */
export type Finding = { line: number; problem: string };
