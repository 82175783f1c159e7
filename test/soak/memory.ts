/** What a page holds in memory once the garbage is collected, and how that grows. */
import type { Page } from '@playwright/test';

/** One reading, after a garbage collection. */
export interface Reading {
  /** Hours since the run began. */
  readonly hours: number;
  /** The heap of JavaScript, bytes. */
  readonly heapBytes: number;
  /**
   * The browser's own heap for the page, bytes: to be shown. The driver has it note each request for as long as the page is
   * open, and it keeps performance entries up to a limit that an hour does not reach.
   */
  readonly browserBytes: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly documents: number;
}

/** What of a reading is a number that may grow. */
export type Quantity = Exclude<keyof Reading, 'hours'>;

/** Gives what reads a page's memory. */
export async function memoryOf(page: Page): Promise<(hours: number) => Promise<Reading>> {
  const cdp = await page.context().newCDPSession(page);
  return async (hours) => {
    // the inspector keeps up to 1,000 lines of the console with what they are about, for whoever opens it later
    await cdp.send('Runtime.discardConsoleEntries');
    // the second collects what finalizers of the first let go
    await cdp.send('HeapProfiler.collectGarbage');
    await cdp.send('HeapProfiler.collectGarbage');
    const heap = (await cdp.send('Runtime.getHeapUsage')) as { usedSize: number; embedderHeapUsedSize?: number };
    const { nodes, documents, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
    return {
      hours,
      heapBytes: heap.usedSize,
      browserBytes: heap.embedderHeapUsedSize ?? 0,
      nodes,
      documents,
      listeners: jsEventListeners,
    };
  };
}

/** How much a quantity grows in an hour: least squares. Needs two readings. */
export function growth(readings: readonly Reading[], of: Quantity): number {
  const mean = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const hours = mean(readings.map((one) => one.hours));
  const level = mean(readings.map((one) => one[of]));
  const together = mean(readings.map((one) => (one.hours - hours) * (one[of] - level)));
  return together / mean(readings.map((one) => (one.hours - hours) ** 2));
}
