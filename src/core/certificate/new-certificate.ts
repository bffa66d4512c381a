/** A certificate as it is issued; its words stay what they are. Dates are YYYY-MM-DD in the programme's zone. */
export type NewCertificate = {
  id: string;
  number: string;
  termId: string;
  personId: string;
  name: string;
  /** Who issues it, as it is printed. */
  organisation: string;
  startsOn: string;
  endsOn: string;
  issuedOn: string;
  /** The PDF, kept already. */
  documentSha256: string;
  issuedBy: string;
};
