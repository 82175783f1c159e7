/** The built program as an operator starts it, and what he asks it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { root } from '../../server.ts';
import { golden } from '../contract/golden.ts';
import { agent, batchOf, requestOf, tempFolder } from './parts.ts';

/** Whether these tests run as root. */
export const isRoot = process.getuid?.() === 0;
const token = 'the-admin-token-of-this-test';
/** A configuration with one project. */
export const site = `token: ${token}\nprojects:\n  - id: site\n    keys: [pk_site]\n    timeZone: UTC\n`;

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the built program in a folder, `by` another one if need be; a group of its own, as a shell starts it. */
export function run(
  args: readonly string[],
  { folder = tempFolder(), config = site, by = [] as readonly string[] } = {},
) {
  if (config !== '') writeFileSync(join(folder, 'watchglass.yaml'), config);
  const [command = '', ...rest] = [...by, process.execPath, join(root, 'collector/dist/bin.js'), ...args];
  const child = spawn(command, rest, {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    detached: true,
  });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data.toString()));
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal);
    }),
  );
  return {
    folder,
    ended,
    pid: child.pid ?? 0,
    text: () => text,
    origin: () =>
      expect
        .poll(() => /^Watchglass: (http:\/\/[^/]+)/m.exec(text)?.[1], { timeout: 20_000 })
        .toBeTruthy()
        .then(() => /^Watchglass: (http:\/\/[^/]+)/m.exec(text)?.[1] ?? ''),
  };
}

/** Sends one click. */
export const send = (origin: string): Promise<Response> =>
  fetch(`${origin}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': agent },
    body: JSON.stringify({ ...requestOf([batchOf([golden.click])]), sentAt: Date.now() }),
  });
/** Asks for what is in the store. */
export const ask = (origin: string): Promise<Response> =>
  fetch(`${origin}/api/overview?project=site&from=0&to=${Date.now() + 1e9}&timeZone=UTC`, {
    headers: { authorization: `Bearer ${token}` },
  });
/** What `/readyz` says. */
export const readiness = async (origin: string): Promise<{ ready: boolean; spool: string; store: string }> => {
  const answer = await fetch(`${origin}/readyz`);
  const { spool, store } = (await answer.json()) as { spool: { reason: string }; store: { reason: string } };
  return { ready: answer.status === 200, spool: spool.reason, store: store.reason };
};
