/** A disk that has no room, or no inodes, under the built program: a small volume of its own. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from './parts.ts';
import { ask, isRoot, readiness, run, send } from './program.ts';

function mayMount(): boolean {
  if (!isRoot || process.platform !== 'linux') return false;
  const folder = tempFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  }
}

/** Runs the program on a volume with these options; it works before, and ends as it should afterwards. */
async function onVolume(options: string, play: (folder: string, origin: string) => Promise<void>): Promise<void> {
  const folder = tempFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder]);
  try {
    const one = run(['serve', '--port', '0'], { folder });
    const origin = await one.origin();
    expect((await send(origin)).status).toBe(202);
    await expect.poll(async () => (await ask(origin)).status, { timeout: 20_000 }).toBe(200);
    await play(folder, origin);
    process.kill(one.pid, 'SIGTERM');
    expect(await one.ended).toBe(0);
  } finally {
    execFileSync('umount', ['-l', folder]);
  }
}

test.skipIf(!mayMount())(
  'no room: ingest says when to come back, reading goes on, and space heals it',
  () =>
    onVolume('size=160m', async (folder, origin) => {
      const filler = join(folder, 'filler');
      try {
        writeFileSync(filler, Buffer.alloc(200e6));
      } catch {
        // it is full now
      }
      await expect.poll(async () => (await send(origin)).status).toBe(503);
      const refused = await send(origin);
      expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([
        503,
        expect.toSatisfy((s) => s > 0),
      ]);
      expect((await ask(origin)).status).toBe(200);
      expect(await readiness(origin)).toMatchObject({
        ready: false,
        spool: expect.stringMatching(/^The disk of .* left\.$/),
      });
      rmSync(filler);
      await expect.poll(async () => (await send(origin)).status).toBe(202);
      await expect.poll(() => readiness(origin), { timeout: 20_000 }).toMatchObject({ ready: true });
    }),
  60_000,
);

test.skipIf(!mayMount())(
  'no inodes: ingest goes on, `/readyz` says that the store takes nothing, and inodes heal it',
  () =>
    onVolume('size=400m,nr_inodes=4000', async (folder, origin) => {
      const filler = join(folder, 'filler');
      mkdirSync(filler);
      try {
        for (let file = 0; ; file += 1) closeSync(openSync(join(filler, String(file)), 'w'));
      } catch {
        // there are none left
      }
      expect((await send(origin)).status).toBe(202);
      await expect
        .poll(() => readiness(origin), { timeout: 20_000 })
        .toMatchObject({ ready: false, spool: '', store: expect.stringMatching(/^The store .*\.$/) });
      expect((await send(origin)).status).toBe(202);
      rmSync(filler, { recursive: true });
      await expect.poll(() => readiness(origin), { timeout: 30_000 }).toMatchObject({ ready: true });
      await expect.poll(async () => (await ask(origin)).status).toBe(200);
    }),
  90_000,
);
