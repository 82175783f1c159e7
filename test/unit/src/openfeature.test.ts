/** The hook on OpenFeature's own web SDK. */
import { InMemoryProvider, OpenFeature, type Provider } from '@openfeature/web-sdk';
import { afterEach, expect, test } from 'vitest';
import { createFlagHook } from '../../../src/openfeature.ts';

afterEach(async () => {
  OpenFeature.clearHooks();
  await OpenFeature.close();
});

/** Starts OpenFeature with a provider and our hook; gives what the client was told. */
const open = async (provider: Provider): Promise<unknown[][]> => {
  const told: unknown[][] = [];
  OpenFeature.addHooks(createFlagHook({ featureFlag: (...args) => void told.push(args) }));
  await OpenFeature.setProviderAndWait(provider);
  return told;
};

test('each evaluation is told with its variant', async () => {
  const flag = <T>(variants: Record<string, T>, defaultVariant: string) => ({
    variants,
    defaultVariant,
    disabled: false,
  });
  const told = await open(
    new InMemoryProvider({
      checkout: flag({ on: true, off: false }, 'on'),
      size: flag({ small: 1, large: 2 }, 'large'),
      theme: flag({ plain: { ink: 'black' } }, 'plain'),
    }),
  );
  const client = OpenFeature.getClient();
  expect(client.getBooleanValue('checkout', false)).toBe(true);
  expect(client.getNumberValue('size', 0)).toBe(2);
  expect(client.getObjectDetails('theme', {}).value).toEqual({ ink: 'black' });
  expect(told).toEqual([
    ['checkout', 'on'],
    ['size', 'large'],
    ['theme', 'plain'],
  ]);
});

test('a provider that names no variant gets its value told, but of an object nothing', async () => {
  const told = await open({
    metadata: { name: 'plain' },
    resolveBooleanEvaluation: () => ({ value: false }),
    resolveNumberEvaluation: () => ({ value: 0 }),
    resolveStringEvaluation: () => ({ value: 'b' }),
    resolveObjectEvaluation: () => ({ value: { secret: 1 } as never }),
  });
  const client = OpenFeature.getClient();
  client.getBooleanValue('a', true);
  client.getNumberValue('n', 1);
  client.getStringValue('s', '');
  client.getObjectValue('o', {});
  expect(told).toEqual([
    ['a', false],
    ['n', 0],
    ['s', 'b'],
  ]);
});

test('an evaluation that failed is no exposure', async () => {
  const told = await open(new InMemoryProvider({}));
  expect(OpenFeature.getClient().getStringValue('nobody', 'usual')).toBe('usual');
  expect(told).toEqual([]);
});
