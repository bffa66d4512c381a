// Amounts as stores print them, in integer cents.

export type Money = { cents: number; currency: string };

const symbols = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['US$', 'USD'],
  ['USD$', 'USD'],
  ['CA$', 'CAD'],
  ['C$', 'CAD'],
  ['CAD$', 'CAD'],
  ['A$', 'AUD'],
  ['AU$', 'AUD'],
]);
const currencySymbol = String.raw`(?:US|USD|CA|CAD|C|AU|A)?\s?\$|€|£`;
const digits = String.raw`\d{1,3}(?:[,. ]\d{3})+(?:[.,]\d{2})?|\d{1,7}(?:[.,]\d{2})?`;

/** Source of a regular expression that finds one amount with its currency, before or after the figures. */
export const moneyPattern = String.raw`-?(?:(?:${currencySymbol})\s?-?(?:${digits})(?!\d)(?:\s?(?:USD|EUR|GBP|CAD|AUD)\b)?|(?:USD|EUR|GBP|CAD|AUD)\s?(?:${digits})(?!\d)|(?:${digits})\s?(?:USD\b|EUR\b|GBP\b|CAD\b|AUD\b|(?:€|£|\$)(?!\s?\d)))`;

const money = new RegExp(moneyPattern, 'g');

/**
 * The amounts in a text, in their order. A bare "$" is the store's dollar: the programme's currency when that is one.
 * "1,060.00" and "1.060,00" are both one thousand and sixty: the last separator with two figures after it is the decimal one.
 */
export function amountsIn(text: string, programmeCurrency: string): Money[] {
  return [...text.matchAll(money)].map(([found]) => ({
    cents: centsOf(found),
    currency: currencyOf(found, programmeCurrency),
  }));
}

/** "$530.00" for people. */
export function printMoney(cents: number, currency: string): string {
  return `${(cents / 100).toFixed(2)} ${currency}`;
}

function centsOf(found: string): number {
  const figures = found.replace(/[^\d.,]/g, '');
  const decimals = /[.,](\d{2})$/.exec(figures);
  const whole = (decimals ? figures.slice(0, -3) : figures).replace(/[.,]/g, '');
  const cents = Number(whole) * 100 + Number(decimals?.[1] ?? 0);
  return found.includes('-') ? -cents : cents;
}

function currencyOf(found: string, programmeCurrency: string): string {
  const named = /USD|EUR|GBP|CAD|AUD/.exec(found)?.[0];
  const symbol = new RegExp(currencySymbol).exec(found)?.[0]?.replace(/\s/g, '') ?? '$';
  const dollar = programmeCurrency.endsWith('D') ? programmeCurrency : 'USD';
  return named ?? symbols.get(symbol) ?? dollar;
}
