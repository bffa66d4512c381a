/** Fresh identifiers, made outside so that deciding stays a function of its arguments. Unused ones are forgotten. */
export type FreshIds = {
  person: string;
  application: string;
  payment: string;
  submission: string;
  term: string;
  prompt: string;
};
