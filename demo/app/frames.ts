/** Fills the two frames in the right order, and tells where the shop is. */
import { localStore } from '@watchglass/contract';
import { createStore, keys } from 'idb-keyval';

/** What the frames show. */
export interface FramesOptions {
  readonly shop: HTMLIFrameElement;
  readonly dashboard: HTMLIFrameElement;
  readonly shopUrl: string;
  readonly dashboardUrl: string;
  /** Whether the sample has to be in the local store before the shop is opened. */
  readonly waitsForSample: boolean;
  /** Called when the shop has gone to another page, or to another step of its app. */
  moved(): void;
}

/** How often we look where the shop is: its app routes without a load, and a tenth of a second is not noticed. */
const LOOK_MS = 100;

/** Longest wait for the sample: a slow disk needs two seconds, and a shop that never opens is worse than a bare map. */
const SAMPLE_WAIT_MS = 4_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the local store holds anything; a browser without storage has nothing to wait for. */
async function hasData(): Promise<boolean> {
  try {
    return (await keys(createStore(localStore.database, localStore.store))).length > 0;
  } catch {
    return true;
  }
}

/**
 * The dashboard loads the sample only into an empty store, so the shop, whose first event would fill it, waits until
 * that has happened.
 */
async function sampleIsThere(): Promise<void> {
  const until = Date.now() + SAMPLE_WAIT_MS;
  while (!(await hasData()) && Date.now() < until) await pause(LOOK_MS);
}

/** Starts both frames. */
export function startFrames({ shop, dashboard, shopUrl, dashboardUrl, waitsForSample, moved }: FramesOptions): {
  /** Address of the shop's page. */
  shopHref(): string;
} {
  let href = shopUrl;
  dashboard.src = dashboardUrl;
  void (waitsForSample ? sampleIsThere() : Promise.resolve()).then(() => {
    shop.src = shopUrl;
  });
  setInterval(() => {
    let now = '';
    try {
      now = shop.contentWindow?.location.href ?? '';
    } catch {
      // the shop was left for another site: nothing of ours to show
    }
    if (!now.startsWith('http') || now === href) return;
    href = now;
    moved();
  }, LOOK_MS);
  return { shopHref: () => href };
}
