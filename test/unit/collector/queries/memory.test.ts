/** Questions about more groups than fit into the memory of one. */
import { expect, test } from 'vitest';
import { sessionsRows } from '../../../../collector/queries/sessions.ts';
import { engineForTests } from '../../../engine.ts';
import { eventsStore } from '../eventsStore.ts';

const engine = engineForTests();

test('half a million sessions are listed', async () => {
  const store = await eventsStore(engine);
  const sessions = 500_000;
  for (let from = 0; from < sessions; from += 50_000)
    await store.run({
      sql: `INSERT INTO events (project, kind, id, at, visitor, session, doc, page, release, receivedAt)
        SELECT 'shop', 'click', concat('event-', toString(number)), number, concat('a visitor with a long name ', toString(number)),
          concat('a session with a long name ', toString(number)), 'd', 'shop.example/a/page/of/some/length', '1.4.2', 0
        FROM numbers({from:UInt64}, 50000)`,
      params: { from },
    });
  const input = { from: 0, to: 1e13, timeZone: 'UTC', limit: 2 };
  const rows = await sessionsRows((statement) => store.ask(statement), { project: 'shop', bots: 'exclude' }, input);
  expect(rows.map(({ session }) => session)).toEqual(
    [1, 2, 3].map((at) => `a session with a long name ${sessions - at}`),
  );
}, 120_000);
