import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('templates/programme.schema.json is what the schema gives (else: node scripts/programme-schema.ts)', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/programme-schema.ts', '--check'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
