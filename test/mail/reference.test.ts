import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseReference } from '../../src/core/decision.ts';
import { createReferences } from '../../src/mail/reference.ts';
import { newId } from '../../src/store/ids.ts';

const key = 'a'.repeat(32);
const references = createReferences(key);
const programme = 'tor@casqa.example';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const ids = fc
  .array(fc.constantFrom(...alphabet), { minLength: 16, maxLength: 16 })
  .map((letters) => letters.join(''));
const cases = fc.record<CaseReference>({ kind: fc.constantFrom('application', 'term'), id: ids });
const keys = fc.string({ minLength: 32, maxLength: 64 });
const addresses = fc.constantFrom(
  'tor@casqa.example',
  'Tor@CASQA.example',
  'training@x.example',
  'tor@casqa.example.org',
);
/** Case does not count in addresses. */
const fold = (text: string) => text.toLowerCase();
/** A text with one character replaced, left out or put in. */
const altered = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.constantFrom(0, 1), fc.constantFrom('', ...`${alphabet}189+-.@<> `))
    .map(([at, removed, put]) => text.slice(0, at) + put + text.slice(at + removed))
    .filter((other) => fold(other) !== fold(text));

describe('a plus-address', () => {
  // The expected codes were computed with another implementation of HMAC and base32.
  test('has a fixed form', () => {
    const address = references.plusAddress(programme, { kind: 'application', id: 'abcdefghijklmnop' });
    expect(address).toBe('tor+a-abcdefghijklmnop-b4ydg7ijlmul2hep@casqa.example');
    const other = references.plusAddress(programme, { kind: 'term', id: 'abcdefghijklmnop' });
    expect(other).toMatch(/^tor\+t-abcdefghijklmnop-[a-z2-7]{16}@casqa\.example$/);
  });

  test('names its case, however its letters were folded', () => {
    fc.assert(
      fc.property(cases, addresses, fc.boolean(), (about, address, upper) => {
        const made = references.plusAddress(address, about);
        expect(references.readPlusAddress(upper ? made.toUpperCase() : made, address)).toEqual(about);
        expect(made.split('@')[0]?.length).toBeLessThanOrEqual(64);
      }),
    );
  });

  test('of another key, case or programme is nothing', () => {
    fc.assert(
      fc.property(cases, cases, addresses, addresses, keys, (about, other, address, elsewhere, otherKey) => {
        const made = references.plusAddress(address, about);
        fc.pre(otherKey !== key);
        expect(createReferences(otherKey).readPlusAddress(made, address)).toBeNull();
        if (fold(elsewhere) !== fold(address)) expect(references.readPlusAddress(made, elsewhere)).toBeNull();
        fc.pre(other.id !== about.id || other.kind !== about.kind);
        const exchanged = references.plusAddress(address, other).replace(other.id, about.id);
        if (other.id !== about.id) expect(references.readPlusAddress(exchanged, address)).toBeNull();
        const turned = made.replace(/\+([at])-/, (_all, letter) => (letter === 'a' ? '+t-' : '+a-'));
        expect(references.readPlusAddress(turned, address)).toBeNull();
      }),
    );
  });

  test('with one character changed is nothing', () => {
    const made = references.plusAddress(programme, { kind: 'term', id: newId() });
    fc.assert(
      fc.property(altered(made), (text) => {
        expect(references.readPlusAddress(text, programme)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('is never made of what strangers write', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.emailAddress()), (text) => {
        expect(references.readPlusAddress(text, programme)).toBeNull();
      }),
    );
    for (const text of ['', '@', 'tor@casqa.example', 'tor+@casqa.example', 'tor+a--@casqa.example'])
      expect(references.readPlusAddress(text, programme)).toBeNull();
  });
});

describe('a Message-ID', () => {
  test('is the same each time it is made, and names its item', () => {
    const made = references.messageIdOf('abcdefghijklmnop', 'casqa.example');
    expect(made).toBe('<torq.abcdefghijklmnop.yon6vv4uhrfokwre@casqa.example>');
    expect(references.messageIdOf('abcdefghijklmnop', 'casqa.example')).toBe(made);
    expect(references.readMessageId(made)).toBe('abcdefghijklmnop');
    expect(references.readMessageId(` ${made.slice(1, -1).toUpperCase()} `)).toBe('abcdefghijklmnop');
  });

  test('of another key or item is nothing, nor is one with a character changed', () => {
    const made = references.messageIdOf(newId(), 'casqa.example');
    fc.assert(
      fc.property(altered(made), keys, ids, (text, otherKey, otherId) => {
        fc.pre(otherKey !== key);
        const plain = text.trim().replace(/^<(.*)>$/, '$1');
        fc.pre(fold(plain) !== fold(made.slice(1, -1)));
        expect(references.readMessageId(text)).toBeNull();
        expect(createReferences(otherKey).readMessageId(made)).toBeNull();
        expect(references.readMessageId(made.replace(/[a-z2-7]{16}/, otherId))).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('of a case is not a plus-address of it, nor the other way round', () => {
    const id = newId();
    const mac = references.messageIdOf(id, 'casqa.example').split('.')[2]?.slice(0, 16);
    expect(references.readPlusAddress(`tor+a-${id}-${mac}@casqa.example`, programme)).toBeNull();
  });
});
