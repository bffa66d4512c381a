// What happens to a Compliance Agreement: mailed to be signed, sent back signed, signed by both.

export type AgreementFact =
  | { fact: 'agreement-mailed'; personId: string; version: string; at: Date }
  /** A signed copy came; `sha256` is its content. */
  | {
      fact: 'agreement-signed';
      personId: string;
      version: string;
      inboundMailId: string;
      sha256: string;
      at: Date;
    }
  /** Signed by both; staff say so. `sha256`: the copy with both signatures, where there is one; it was mailed to its owner. */
  | {
      fact: 'agreement-executed';
      personId: string;
      version: string;
      sha256: string | null;
      by: string;
      at: Date;
    };
