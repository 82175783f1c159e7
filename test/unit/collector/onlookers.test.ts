import { expect, test } from 'vitest';
import { createNews } from '../../../collector/news.ts';
import { registerInsights } from '../../../collector/routes/insights.ts';
import type { Store } from '../../../collector/types.ts';
import { golden } from '../contract/golden.ts';
import { batchOf, collectorParts, project, requestOf, token } from './parts.ts';

const store = {
  state: () => ({ state: 'ready', reason: '' }),
  ask: async () => [],
} as unknown as Store;
const projects = [project(), project({ id: 'other', keys: ['pk_other'] })];

/** What answers to batches wish of the browsers of both projects. */
async function startWatched() {
  const parts = await collectorParts({
    projects,
    insights: (app, onlookers) =>
      registerInsights(app, {
        store,
        projects,
        clock: () => parts.clock(),
        news: createNews(new AbortController().signal),
        duplicates: () => ({ count: 0, since: 0 }),
        onlookers,
      }),
  });
  const wants = async (key: string): Promise<unknown> =>
    (await parts.post(requestOf([batchOf([golden.click])], { key }))).json<{ wants?: unknown }>().wants;
  return {
    ...parts,
    both: async () => [await wants('pk_site'), await wants('pk_other')],
    look: (path: string, authorization = `Bearer ${token}`) =>
      parts.app.inject({ url: path, headers: { host: 'localhost', authorization } }),
  };
}

test('while a dashboard looks at a project, its browsers are asked to send at once', async () => {
  const { both, look, time } = await startWatched();
  expect(await both()).toEqual([undefined, undefined]);
  await look('/api/state?project=site');
  expect(await both()).toEqual([{ flushMs: 250 }, undefined]);
  time.now += 9_000;
  expect(await both()).toEqual([{ flushMs: 250 }, undefined]);
  await look('/api/catalogue?project=other&from=0&to=1&timeZone=UTC');
  time.now += 1_000;
  expect(await both()).toEqual([undefined, { flushMs: 250 }]);
  // the clock is set back by a day
  time.now -= 86_400_000;
  expect(await both()).toEqual([undefined, undefined]);
});

test('who may not look, and what asks for no project, changes nothing', async () => {
  const { both, look } = await startWatched();
  expect((await look('/api/state?project=site', 'Bearer somebody')).statusCode).toBe(401);
  expect((await look('/api/state?project=nobody')).statusCode).toBe(400);
  expect((await look('/api/projects')).statusCode).toBe(200);
  expect(await both()).toEqual([undefined, undefined]);
});
