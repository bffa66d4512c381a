import { describe, expect, test } from 'vitest';
import { TransientError } from '../../src/errors.ts';
import { useFakeSlack } from './fake-door.ts';

const fake = useFakeSlack();

describe('the mail address of a member', () => {
  test('is asked of Slack once, and lower-cased', async () => {
    const door = await fake.open();
    fake.slack.addresses.set('UAVERY', 'Avery@CASQA.example');
    expect([await door.addressOf('UAVERY'), await door.addressOf('UAVERY')]).toEqual([
      'avery@casqa.example',
      'avery@casqa.example',
    ]);
    expect(fake.slack.calls('users.info')).toHaveLength(1);
  });

  test('is not known when they have none or the app may not read it', async () => {
    const door = await fake.open();
    expect(await door.addressOf('UNOBODY')).toBeNull();
    fake.slack.fail('users.info', { error: 'missing_scope' });
    expect(await door.addressOf('UAVERY')).toBeNull();
  });

  test('is asked again when Slack could not answer', async () => {
    const door = await fake.open();
    fake.slack.addresses.set('UAVERY', 'avery@casqa.example');
    fake.slack.fail('users.info', { error: 'internal_error' });
    await expect(door.addressOf('UAVERY')).rejects.toBeInstanceOf(TransientError);
    expect(await door.addressOf('UAVERY')).toBe('avery@casqa.example');
  });
});
