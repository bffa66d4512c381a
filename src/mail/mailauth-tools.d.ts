// mailauth declares its public functions only; its comparison of organisational domains (public suffix list) is one of its tools.
declare module 'mailauth/lib/tools.js' {
  export function getAlignment(
    fromDomain: string,
    domains: readonly string[],
    strict?: boolean,
  ): { domain: string } | false;
}
