import type { WatchglassEvent } from '@watchglass/contract';
import { parseEvent } from '@watchglass/contract/parse';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLedger } from '../../../src/pipeline/ledger.ts';
import { createStamp, type Stamp } from '../../../src/pipeline/stamp.ts';
import { createWorld, openDoc, type World } from './page.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.close());

/** A stamp that gives the reason where there is no event. */
const stampWith = (
  beforeSend?: (event: WatchglassEvent) => unknown,
): ((...args: Parameters<Stamp>) => WatchglassEvent | string) => {
  const ledger = createLedger();
  const stamp = createStamp(openDoc(beforeSend ? { beforeSend } : {}).core, ledger);
  return (...args) => {
    const before = { ...ledger.dropped };
    return stamp(...args) ?? Object.keys(ledger.dropped).find((one) => ledger.dropped[one] !== before[one]) ?? '';
  };
};
const custom = { name: 'signup', properties: { plan: 'pro' } };

test('an event carries every common field, and the contract takes it', () => {
  const stamp = stampWith();
  const first = stamp('custom', custom) as WatchglassEvent;
  const second = stamp('custom', custom) as WatchglassEvent;
  expect(parseEvent(first).ok).toBe(true);
  expect([first.seq, second.seq]).toEqual([0, 1]);
  expect(second.id > first.id).toBe(true);
});

test('the hook may change what the site knows better, but not what the event is', () => {
  const stamp = stampWith((event) => ({
    ...event,
    id: 'mine',
    kind: 'click',
    seq: 99,
    at: 0,
    doc: 'x',
    visitor: 'x',
    session: 'x',
    tab: 'x',
    view: 'x',
    url: 'https://shop.example/cleaned',
    user: 'u_1',
    properties: { plan: 'free' },
  }));
  const event = stamp('custom', custom) as WatchglassEvent;
  const same = stampWith();
  const plain = same('custom', custom) as WatchglassEvent;
  expect(event).toMatchObject({ url: 'https://shop.example/cleaned', user: 'u_1', properties: { plan: 'free' } });
  for (const name of ['kind', 'seq', 'at', 'visitor', 'session', 'tab'] as const)
    expect(event[name]).toEqual(plain[name]);
  expect([event.doc, event.view]).not.toContain('x');
  expect(event.id).toMatch(/^[0-9a-f-]{36}$/);
});

test('fields that a hook deletes come back, and what it changes in place is kept', () => {
  const stamp = stampWith((event) => {
    delete (event as Partial<WatchglassEvent>).url;
    if (event.kind === 'custom') event.properties = { plan: 'hidden' };
    return event;
  });
  expect(stamp('custom', custom)).toMatchObject({
    url: 'https://shop.example/',
    properties: { plan: 'hidden' },
  });
});

test('null drops; throwing, and giving nothing, drops as an error; dropped events take no seq', () => {
  let answer: () => unknown = () => null;
  const stamp = stampWith((event) => (event.kind === 'identify' ? event : answer()));
  expect(stamp('custom', custom)).toBe('before_send');
  answer = () => {
    throw new Error('hook');
  };
  expect(stamp('custom', custom)).toBe('before_send_error');
  for (const value of [undefined, true, 1, 'text']) {
    answer = () => value;
    expect(stamp('custom', custom)).toBe('before_send_error');
  }
  answer = () => ({ properties: { big: 1n } });
  expect(stamp('custom', custom)).toBe('before_send_error');
  expect((stamp('identify', { traits: {} }) as WatchglassEvent).seq).toBe(0);
});

test('a hook that makes events of its own is asked about none of them', () => {
  const inner: unknown[] = [];
  let stamp: ReturnType<typeof stampWith> | undefined = undefined;
  const asked = stampWith((event) => {
    inner.push(stamp?.('custom', custom));
    return event;
  });
  stamp = asked;
  expect((asked('custom', custom) as WatchglassEvent).seq).toBe(0);
  expect(inner).toEqual(['before_send_error']);
  expect((asked('custom', custom) as WatchglassEvent).seq).toBe(1);
});

test('an event that is larger than the contract allows is dropped', () => {
  const stamp = stampWith((event) => ({ ...event, properties: { text: '€'.repeat(30_000) } }));
  expect(stamp('custom', custom)).toBe('event_too_large');
});

test('a hook can do anything and what comes out is an event or a reason', () => {
  fc.assert(
    fc.property(fc.anything(), (answer) => {
      const made = stampWith(() => answer)('custom', custom);
      if (typeof made === 'string') expect(['before_send', 'before_send_error', 'event_too_large']).toContain(made);
      else expect(made).toMatchObject({ kind: 'custom', seq: 0, doc: expect.stringMatching(/^doc-/) });
    }),
  );
});
