/** Where one case stands, as phrases for the person themselves. */
export type Standing = {
  /** The one thing to do, for the subject: "please send your SOQ by Friday, May 19, 2023, 4:00 PM PDT". */
  action: string;
  /** A sentence. */
  headline: string;
  /** What we have from them, one a line. */
  have: readonly string[];
  /** What is next and until when, one a line. */
  next: readonly string[];
};
