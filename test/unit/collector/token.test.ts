/** The admin token's file: what is in it, and what must never be taken for a token. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { adminToken } from '../../../collector/token.ts';
import { tempFolder } from './parts.ts';

test('made once, kept for the owner alone, and the same at the next start', () => {
  const data = tempFolder();
  const made = adminToken({ token: undefined, data });
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect(adminToken({ token: undefined, data })).toBe(made);
  expect(statSync(join(data, 'token')).mode & 0o777).toBe(0o600);
  expect(adminToken({ token: 'from-the-configuration', data })).toBe('from-the-configuration');
});

test.each(['', '\n', '  \n'])(
  'a file that holds no token (%j) does not let everybody in: a new one is made',
  (text) => {
    const data = tempFolder();
    writeFileSync(join(data, 'token'), text);
    const made = adminToken({ token: undefined, data });
    expect(made.length).toBeGreaterThanOrEqual(32);
    expect(readFileSync(join(data, 'token'), 'utf8')).toBe(`${made}\n`);
  },
);

test.each([
  ['too short', 'hunter2'],
  ['no header can carry', 'hunter2 and what follows it'],
])('a token that is %s is told, without repeating it', (_, text) => {
  const data = tempFolder();
  writeFileSync(join(data, 'token'), `${text}\n`);
  expect(() => adminToken({ token: undefined, data })).toThrow(
    `${join(data, 'token')}: expected an admin token of 16 to 512 letters, digits and signs, without spaces.`,
  );
  expect(() => adminToken({ token: undefined, data })).not.toThrow(/hunter2/);
});
