/** The sink that prints. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWorld, openDoc, type World } from './page.ts';

let world: World;

beforeEach(() => {
  world = createWorld();
});
afterEach(() => {
  vi.restoreAllMocks();
  world.close();
});

test('each batch is printed once, whatever the console of the page gives back', async () => {
  const lines: unknown[][] = [];
  vi.spyOn(console, 'log').mockImplementation((...parts: unknown[]) => lines.push(parts) as unknown as void);
  const doc = openDoc({ sinks: ['console'] });
  doc.core.where.isOpen = false;
  doc.ctx.emit('custom', { name: 'x', properties: {} });
  await world.advance(60_000);
  expect(lines.length).toBe(1);
  expect(doc.pipeline.stats()).toMatchObject({ waiting: 0, receipted: 1 });
});
