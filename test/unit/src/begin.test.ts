/** Where there is no page: importing does nothing, and a client does nothing. */
import { afterEach, expect, test, vi } from 'vitest';
import { init } from '../../../src/index.ts';

afterEach(() => vi.restoreAllMocks());

test('on a server the client is inert, without a word', async () => {
  const said = (['log', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
  const before = Object.getOwnPropertyNames(globalThis);
  const client = init<{ signup: { plan: string } }>({ key: 'pk_test', endpoint: 'https://c.example' });
  client.track('signup', { plan: 'pro' });
  client.page();
  client.identify('u_1');
  client.captureException(new Error('x'));
  client.reset();
  client.on('click', () => {})();
  expect(await client.flush()).toEqual({ sent: 0, receipted: 0, waiting: 0, reasons: [] });
  expect(client.stats()).toMatchObject({ state: 'inert', captured: 0, dropped: {}, ids: {}, sinks: [] });
  await client.shutdown();
  for (const spy of said) expect(spy).not.toHaveBeenCalled();
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
});

test('names and properties of the own events are checked by the compiler', () => {
  const client = init<{ signup: { plan: string } }>({ key: 'pk_test', endpoint: 'https://c.example' });
  // @ts-expect-error -- no such event
  client.track('sign_up');
  // @ts-expect-error -- a plan is a string
  client.track('signup', { plan: 1 });
  // @ts-expect-error -- no such option
  init({ key: 'pk_test', enviroment: 'test' });
  expect(client.stats().state).toBe('inert');
});
