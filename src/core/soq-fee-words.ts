import { type ApplicationCase, isSoqFeeMet, isSoqFeeOnlyWaived } from './case.ts';

/** How the SOQ fee stands, for the card on which an SOQ is decided. */
export function soqFeeWords(subject: ApplicationCase): string {
  if (isSoqFeeOnlyWaived(subject)) return waivedFeeWords(subject.application.feeWaived?.reason ?? '');
  const orders = subject.payments.flatMap(({ state, orderNumber }) =>
    state === 'matched' ? [orderNumber] : [],
  );
  return isSoqFeeMet(subject) ? `paid, order ${orders.join(', ')}` : 'NOT PAID';
}

/** The same where it is being waived. */
export function waivedFeeWords(reason: string): string {
  return `waived: ${reason}`;
}
