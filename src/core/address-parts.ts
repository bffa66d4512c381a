// What the parts of an address say about whose it is.

const freeMail = new Set([
  'gmail.com',
  'googlemail.com',
  'yahoo.com',
  'ymail.com',
  'rocketmail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'msn.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'aol.com',
  'comcast.net',
  'att.net',
  'sbcglobal.net',
  'verizon.net',
  'cox.net',
  'charter.net',
  'earthlink.net',
  'pacbell.net',
  'proton.me',
  'protonmail.com',
  'gmx.com',
  'gmx.net',
  'mail.com',
  'zoho.com',
  'fastmail.com',
  'hey.com',
  'web.de',
]);
const roles = new Set([
  'info',
  'office',
  'admin',
  'contact',
  'hello',
  'mail',
  'team',
  'support',
  'training',
  'accounting',
  'accounts',
  'billing',
  'invoice',
  'invoices',
  'payments',
  'payables',
  'receipts',
  'orders',
  'sales',
  'service',
  'noreply',
  'no-reply',
  'donotreply',
  'postmaster',
  'webmaster',
]);

/** Whether the part before the @ could be only one person's: one that could be anybody's says nothing. */
export function isTelling(local: string): boolean {
  return local.length >= 5 && !roles.has(local);
}

/** The part before the @, without what follows a plus. */
export function localOf(address: string): string {
  return (address.split('@')[0] ?? '').replace(/\+.*$/, '');
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** Whether everybody may have an address there. */
export function isFreeMail(domain: string): boolean {
  return freeMail.has(domain);
}
