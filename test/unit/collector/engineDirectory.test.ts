/** An engine whose directory is damaged or gone: the collector starts, takes what is sent, and says what to do. */
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { eventually, type RunningCollector, startCollector } from '../../collector.ts';
import { type Load, startLoad, storedOnce } from './load.ts';

let collector: RunningCollector | undefined;
afterEach(() => collector?.close(), 20_000);

/** A collector with some events in its store, stopped. */
async function stopped() {
  const one = await startCollector({ config: 'projects:\n  - id: site\n    keys: [pk_site]\n' });
  collector = one;
  await one.answers('site');
  const load = startLoad({ origin: one.origin, key: 'pk_site' });
  await load.next();
  await load.stop();
  expect(await storedOnce(one, 'site', load.acknowledged)).toMatchObject({ lost: 0 });
  expect(await one.stop()).toBe(0);
  const engine = join(one.data, 'engine');
  /** Overwrites all files whose path below the engine's directory matches. */
  const overwrite = (which: RegExp, bytesOf: (size: number) => Buffer): void => {
    const paths = readdirSync(engine, { recursive: true, encoding: 'utf8' }).filter((path) => which.test(path));
    expect(paths).not.toEqual([]);
    for (const path of paths) writeFileSync(join(engine, path), bytesOf(statSync(join(engine, path)).size));
  };
  return { one, engine, overwrite };
}

const readiness = async (one: RunningCollector): Promise<{ reason: string }> =>
  ((await (await fetch(`${one.origin()}/readyz`)).json()) as { store: { reason: string } }).store;

/** Resolves when the log has it. */
const said = (one: RunningCollector, what: string): Promise<true> =>
  eventually(() => one.text().includes(what) || undefined);

/** Sends for a moment, to a collector that may have no store. */
async function sent(one: RunningCollector): Promise<Load> {
  const load = startLoad({ origin: one.origin, key: 'pk_site' });
  await load.next();
  await load.stop();
  expect([...load.answers.keys()]).toEqual([202]);
  return load;
}

const data = /^store.*\/\d+_\d+_\d+_\d+\/data\.bin$/;

test('a part that is cut off is set aside and told in the log, and the rest works', async () => {
  const { one, overwrite } = await stopped();
  overwrite(data, (size) => Buffer.alloc(size >> 1));
  await one.start();
  await said(one, 'Parts of the store are damaged and set aside by the engine');
  const { acknowledged } = await sent(one);
  expect(await storedOnce(one, 'site', acknowledged)).toMatchObject({ lost: 0, doubled: 0, unknown: 0 });
}, 60_000);

test('a part of zeros: questions that read it say so, and ingest goes on', async () => {
  const { one, overwrite } = await stopped();
  overwrite(data, (size) => Buffer.alloc(size));
  await one.start();
  await eventually(async () => {
    const { error } = (await (await one.ask('/api/ledger?project=site')).json()) as { error?: string };
    return error?.startsWith('The store cannot read some of its data: put its backup back (') || undefined;
  });
  await sent(one);
}, 60_000);

test('a table that cannot be read: ingest goes on, `/readyz` says what to do, and doing it helps', async () => {
  const { one, engine, overwrite } = await stopped();
  overwrite(/^store.*\/events\.sql$/, () => Buffer.alloc(0));
  await one.start();
  const reason = await eventually(async () => {
    const { reason } = await readiness(one);
    return reason.includes('may be damaged') ? reason : undefined;
  });
  expect(reason).toContain(`Its directory ${engine} may be damaged: put its backup back, or move it away`);
  const { acknowledged } = await sent(one);
  expect((await one.ask('/api/ledger?project=site')).status).toBe(503);
  // moved away, as the sentence says
  await one.stop();
  rmSync(engine, { recursive: true });
  await one.start();
  await one.answers('site');
  await said(one, 'The store was empty, although this collector has stored events before');
  expect(await storedOnce(one, 'site', acknowledged)).toMatchObject({ lost: 0, doubled: 0, unknown: 0 });
}, 60_000);
