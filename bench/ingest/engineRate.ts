/** The engine's own insert rate: rows of the same shape in the inserter's blocks, nothing else in the way. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry, Log } from '../../collector/types.ts';
import { createStore } from '../../collector/store/client.ts';
import { startEmbedded } from '../../collector/store/embedded.ts';
import { migrate } from '../../collector/store/migrations.ts';
import { rowsOf } from '../../collector/store/rows.ts';
import { migrations } from '../../collector/store/tables.ts';

const silent: Log = { info() {}, warn() {}, error() {} };

/** Inserts the rows of `entryOf(n)` in blocks of `blockRows` for `seconds`; gives rows a second. */
export async function engineRate(options: {
  readonly program: string;
  readonly seconds: number;
  readonly blockRows: number;
  entryOf(n: number): Entry;
}): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'watchglass-bench-engine-'));
  const engine = await startEmbedded({ data, log: silent, program: options.program });
  const store = createStore({
    url: engine.url,
    database: 'watchglass',
    writer: engine.writer,
    reader: engine.reader,
    insertSettings: engine.insertSettings,
    log: silent,
  });
  try {
    await store.ready();
    await migrate({ store, migrations, log: silent, clock: Date.now });
    let batch = 0;
    const block = (): Buffer => {
      const lines: string[] = [];
      while (lines.length < options.blockRows) lines.push(...rowsOf(options.entryOf(batch++)));
      return Buffer.from(`${lines.join('\n')}\n`);
    };
    // made beforehand: what is measured is the engine
    const blocks = Array.from({ length: 10 }, block);
    let rows = 0;
    let n = 0;
    const started = performance.now();
    while (performance.now() - started < options.seconds * 1000) {
      await store.insert('events', blocks[n % blocks.length] ?? Buffer.alloc(0), `bench-${n}`);
      n += 1;
      rows += options.blockRows;
    }
    return (rows / (performance.now() - started)) * 1000;
  } finally {
    await store.close();
    await engine.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
