import { expect, test } from 'vitest';
import { trustedSender } from '../../../src/core/payments/trusted-sender.ts';
import { mailValue, notAuthenticated, vouchedFor } from '../../support/mail-value.ts';
import { igpTor } from '../../support/programme.ts';

const store = { domain: 'casqa.example', vendor: 'woocommerce', store: 'casqa' };

function from(...addresses: string[]) {
  return mailValue({ from: addresses.map((address) => ({ name: '', address })) });
}

test.each(['casqa.example', 'mail.casqa.example'])(
  'the store is trusted when %s vouches for it',
  (domain) => {
    expect(trustedSender(from('orders@casqa.example'), vouchedFor(domain), 'woocommerce', igpTor)).toEqual({
      trusted: true,
      sender: store,
    });
  },
);

test.each([
  ['another domain', 'orders@evil.example', 'evil.example'],
  ['a domain that ends alike', 'orders@notcasqa.example', 'notcasqa.example'],
  ['a domain below', 'orders@shop.casqa.example', 'casqa.example'],
  ['a domain above', 'orders@example', 'example'],
])('%s is no sender of the programme, however well signed', (_name, address, domain) => {
  expect(trustedSender(from(address), vouchedFor(domain), 'woocommerce', igpTor)).toEqual({
    trusted: false,
    reason: `${address} is not a sender that the programme takes payments from`,
  });
});

test('a second From field makes the sender unknown even if it repeats the first or is empty', () => {
  const mail = { ...from('orders@casqa.example'), fromFields: 2 };
  expect(trustedSender(mail, vouchedFor('casqa.example'), 'woocommerce', igpTor)).toEqual({
    trusted: false,
    reason: 'the mail has 2 From fields with 1 addresses',
  });
});

test.each([
  ['two addresses', from('orders@casqa.example', 'evil@evil.example')],
  ['no address', from()],
])('%s in From are no sender', (_name, mail) => {
  expect(trustedSender(mail, vouchedFor('casqa.example'), 'woocommerce', igpTor).trusted).toBe(false);
});

test.each([
  ['nobody', notAuthenticated, 'the sender is not authenticated (no DKIM signature)'],
  ['a stranger', vouchedFor('evil.example'), 'evil.example does not vouch for casqa.example'],
  ['a top-level domain', vouchedFor('example'), 'example does not vouch for casqa.example'],
  [
    'one that ends alike',
    vouchedFor('notcasqa.example'),
    'notcasqa.example does not vouch for casqa.example',
  ],
])('the store is not trusted when %s vouches for it', (_name, authentication, reason) => {
  expect(trustedSender(from('orders@casqa.example'), authentication, 'woocommerce', igpTor)).toEqual({
    trusted: false,
    reason,
  });
});

test('a sender is trusted for its own vendor only', () => {
  expect(
    trustedSender(from('orders@casqa.example'), vouchedFor('casqa.example'), 'stripe', igpTor).trusted,
  ).toBe(false);
});
