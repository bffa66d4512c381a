// The sample programme, taking payments through every vendor that torq reads.
import { type Programme, programmeSchema } from '../../src/programme/schema.ts';
import { genericReader } from '../fixtures/generic.ts';
import { igpTorSource } from './programme.ts';

const merchant = 'CASQA';

export const everyShop: Programme = programmeSchema.parse({
  ...igpTorSource,
  payments: {
    ...igpTorSource.payments,
    senders: [
      { domain: 'casqa.example', vendor: 'woocommerce', store: 'casqa' },
      { domain: 'drupal.example', vendor: 'drupal-commerce', store: 'old-store' },
      { domain: 'stripe.example', vendor: 'stripe', store: 'stripe', merchant },
      { domain: 'paypal.example', vendor: 'paypal', store: 'paypal', merchant: 'Pay@casqa.example' },
      { domain: 'messaging.squareup.example', vendor: 'square', store: 'square', merchant },
      { domain: 'mail.authorize.example', vendor: 'authorize-net', store: 'gateway', merchant },
      { domain: 'shop.example', vendor: 'generic', store: 'our-shop' },
    ],
    readers: [genericReader],
  },
});
