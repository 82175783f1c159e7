/** The admin token: what the configuration names, or one that is made at the first start and kept in the data directory. */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config/load.ts';
import { adminTokens } from './config/schema.ts';
import { Mistake } from './mistake.ts';

function kept(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return '';
    throw new Mistake(`The admin token in ${file} cannot be read: ${code}.`);
  }
}

/**
 * The token. A file without one, as a full disk or a power cut leaves it, is none: it gets a new one.
 *
 * @throws Mistake when the file cannot be read, or holds what is none
 */
export function adminToken({ token, data }: Pick<Config, 'token' | 'data'>): string {
  if (token !== undefined) return token;
  const file = join(data, 'token');
  const found = kept(file);
  if (new RegExp(adminTokens.pattern).test(found)) return found;
  if (found !== '') throw new Mistake(`${file}: expected ${adminTokens.expected}.`);
  const made = randomBytes(24).toString('base64url');
  // whole or not at all
  writeFileSync(`${file}.part`, `${made}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.part`, file);
  return made;
}
