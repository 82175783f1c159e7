/**
 * A process that appends to the spool of a directory until it is killed, and says on stdout which records were
 * acknowledged: `<life>.<number>` per line. Arguments: directory, life.
 */
import { writeSync } from 'node:fs';
import { createFileSystem } from '../../../collector/spool/fileSystem.ts';
import { openSpool } from '../../../collector/spool/log.ts';
import { openQuarantine } from '../../../collector/spool/quarantine.ts';

const [, , directory = '', life = ''] = process.argv;
const files = createFileSystem();
const quiet = (): void => undefined;
const spool = await openSpool({
  files,
  directory,
  quarantine: await openQuarantine(files, `${directory}/quarantine`),
  log: { info: quiet, warn: quiet, error: quiet },
  segmentBytes: 256 * 1024,
});

let next = 0;
async function writer(): Promise<void> {
  for (;;) {
    const ids = [`${life}.${next++}`, `${life}.${next++}`];
    await spool.append(ids.map((id) => Buffer.from(`${id}:${'x'.repeat(next % 3_000)}`)));
    writeSync(1, `${ids.join('\n')}\n`);
  }
}
await Promise.all(Array.from({ length: 8 }, writer));
