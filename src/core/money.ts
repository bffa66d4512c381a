/** 6500 -> "$65.00"; other currencies as "EUR 65.00". */
export function wordsForCents(cents: number, currency = 'USD'): string {
  const amount = (Math.abs(cents) / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const sign = cents < 0 ? '-' : '';
  return currency === 'USD' ? `${sign}$${amount}` : `${sign}${currency} ${amount}`;
}
