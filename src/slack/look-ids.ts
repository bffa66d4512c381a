// The names by which what is clicked to look further is known again.

/** How the name of every button begins with which one looks further; `look-card` is a link, whose click Slack reports all the same. */
export const lookActions = 'look-';
/** The button below a question, with the id of its prompt. */
export const lookMail = 'look-mail';
/** The button on a person's page that asks what may be done. */
export const lookActs = 'look-acts';
/** How the names of buttons begins that open a person from a card in the channel; a number follows. */
export const personOfCard = 'look-person-of-card-';
export const searchCallbackId = 'look-search';
export const personCallbackId = 'look-person';
/** Block and action of the search field. */
export const searchWordsId = 'look-words';
