/** Words for staff about a programme's rule on who may send; kept beside the card that shows them. */
export function senderFlags(input: {
  matchFlag: string | null;
  authenticated: boolean;
  reason: string;
}): string[] {
  const flags = input.matchFlag === null ? [] : [input.matchFlag];
  return input.authenticated ? flags : [...flags, `the sender could not be authenticated (${input.reason})`];
}
