import { describe, expect, it } from 'vitest';
import { createDesk, type Desk } from '../../../dashboard/shell/desk.ts';
import { loadSampleOnce } from '../../../dashboard/shell/sample.ts';
import type { DataSource, DataState, LoadReport } from '../../../dashboard/source/source.ts';

const nothing: DataState = { events: 0, skipped: 0, firstAt: 0, lastAt: 0, blocked: '' };

/** A source whose data is what the test says, and that counts how often the sample was wished. */
function start(state?: DataState): { desk: Desk; become(state: DataState): void; loads(): number; source: DataSource } {
  let now = state;
  let loads = 0;
  const watchers = new Set<() => void>();
  const never = (): Promise<never> => Promise.reject(new Error('not asked here'));
  const become = (next: DataState): void => {
    now = next;
    for (const changed of watchers) changed();
  };
  const source: DataSource = {
    name: 'local',
    timeZone: 'UTC',
    overview: never,
    ledger: never,
    catalogue: never,
    clickGrid: never,
    attention: never,
    elements: never,
    scrollReach: never,
    forms: never,
    errors: never,
    requests: never,
    funnel: never,
    sessions: never,
    session: never,
    watch: (changed) => {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    state: () => now,
    data: {
      loadSample: async () => {
        loads += 1;
        become({ ...nothing, events: 10, firstAt: 1, lastAt: 2 });
        return { events: 10, known: 0, sessions: 1 };
      },
      open: async (file): Promise<LoadReport> => {
        if (file.size === 0) throw new Error('This file cannot be opened: it holds no events.');
        return { events: 1204, known: 4, sessions: 2 };
      },
      save: async () => new Blob(['x']),
      clear: async () => become(nothing),
    },
  };
  return { desk: createDesk(source), become, loads: () => loads, source };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('the sample', () => {
  const wished = { search: '?sample=1', hash: '' };

  it('is loaded once it is known that nothing is there, and not again after that', async () => {
    const { desk, become, loads } = start();
    loadSampleOnce(desk, wished);
    await settled();
    expect(loads()).toBe(0);
    become(nothing);
    await settled();
    expect(loads()).toBe(1);
    become(nothing);
    await settled();
    expect(loads()).toBe(1);
  });

  it('is loaded beside a visit that has just begun, and not over older data', async () => {
    const now = Date.now();
    const young = start({ ...nothing, events: 3, firstAt: now - 2000, lastAt: now });
    loadSampleOnce(young.desk, { search: '', hash: '#/heatmap?sample=1' });
    const old = start({ ...nothing, events: 3, firstAt: now - 3_600_000, lastAt: now });
    loadSampleOnce(old.desk, wished);
    await settled();
    expect([young.loads(), old.loads()]).toEqual([1, 0]);
  });

  it('is left alone when nobody wished it', async () => {
    const { desk, loads } = start(nothing);
    loadSampleOnce(desk, { search: '?sample=0', hash: '#/' });
    await settled();
    expect(loads()).toBe(0);
  });
});

describe('the desk', () => {
  it('says what it is doing and what came of it', async () => {
    const { desk } = start(nothing);
    const opening = desk.open(new Blob(['x']));
    expect(desk.busy.value).toBe('Opening the file');
    // one thing at a time: a second wish meanwhile is not heard
    await desk.clear();
    await opening;
    expect(desk.busy.value).toBe('');
    expect(desk.notice.value).toEqual({
      text: 'Added 1,200 events of 2 sessions; 4 events were here already.',
      isBad: false,
    });
  });

  it('says why it did not work', async () => {
    const { desk } = start(nothing);
    await desk.open(new Blob([]));
    expect(desk.notice.value).toEqual({ text: 'This file cannot be opened: it holds no events.', isBad: true });
    await desk.clear();
    expect(desk.notice.value?.isBad).toBe(false);
  });

  it('follows the data until it is stopped', () => {
    const { desk, become } = start();
    expect([desk.isOwn, desk.state.value]).toEqual([true, undefined]);
    become({ ...nothing, events: 7 });
    expect(desk.state.value?.events).toBe(7);
    desk.stop();
    become(nothing);
    expect(desk.state.value?.events).toBe(7);
  });

  it('has nothing to do for data that lies elsewhere', async () => {
    const { source } = start(nothing);
    const { data: _, ...far } = source;
    const desk = createDesk(far);
    await desk.clear();
    expect([desk.isOwn, desk.state.value]).toEqual([false, nothing]);
  });
});
