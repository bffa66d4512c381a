// The names by which what is clicked and sent about people who are there twice is known again.

/** The buttons; `newer` and `older` turn the pages. */
export const mergeButtons = ['list', 'newer', 'older', 'compare', 'not-same', 'find', 'undo'] as const;
export type MergeButton = (typeof mergeButtons)[number];
export const mergeActions = `merge-(?:${mergeButtons.join('|')})`;
export const mergeButtonId = (name: MergeButton) => `merge-${name}`;

/** The windows that are submitted: two addresses, what is kept, and the confirmation. */
export const findId = 'merge-find';
export const chooseId = 'merge-choose';
export const confirmId = 'merge-confirm';
export const mergeForms = [findId, chooseId, confirmId].join('|');

/** Blocks of these windows, and the one action in each. */
export const oneId = 'merge-one';
export const otherId = 'merge-other';
export const intoId = 'merge-into';
export const nameId = 'merge-name';
export const addressId = 'merge-address';
export const closingId = 'merge-closing';
