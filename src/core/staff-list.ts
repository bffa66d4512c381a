import type { Programme } from '../programme/schema.ts';

/** The Slack ids of those who may answer what torq asks: the approvers, and who decides in the end. */
export function deciders({ slack }: Pick<Programme, 'slack'>): readonly string[] {
  const { approvers, finalApprover } = slack;
  return [...new Set([...approvers, ...(finalApprover === null ? [] : [finalApprover])])];
}

/** Whether this person is one of them; an empty list means nobody. */
export function mayDecide(programme: Pick<Programme, 'slack'>, by: string): boolean {
  return deciders(programme).includes(by);
}
