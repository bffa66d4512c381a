// What stands in the References of a mail (RFC 5322 section 3.6.4).

/** So many make a header of at most some 2000 octets with usual Message-IDs. */
const mostKept = 20;
/** One that does not fit into a line (RFC 5322 section 2.1.1) cannot be written down. */
const longestId = 900;

/**
 * The Message-IDs of a conversation for References, oldest first. Of a long one the first stays, from which mail
 * programs know the conversation, and the last ones, by which they find the place in it (RFC 5322 allows to leave out
 * those between).
 */
export function threadReferences(conversation: readonly string[]): readonly string[] {
  const ids = [...new Set(conversation)].filter((id) => id.length <= longestId);
  return ids.length <= mostKept ? ids : [...ids.slice(0, 1), ...ids.slice(1 - mostKept)];
}
