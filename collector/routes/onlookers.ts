/** Who looks live: projects that a dashboard has asked for a moment ago. Browsers of those are told to send at once. */
import type { Clock } from '../types.ts';

/** A page of the dashboard that is open asks each second; ten are a tab that was slowed down in the background. */
const LOOKING_MS = 10_000;

/** How often browsers should send meanwhile: as often as the SDK writes events down. */
const LIVE_FLUSH_MS = 250;

/** Notes looks and answers what they mean for browsers. */
export interface Onlookers {
  /** Somebody asked for a project. */
  look(project: string): void;
  /** What the answer to a batch of the project carries; undefined while nobody looks. */
  wants(project: string): { readonly flushMs: number } | undefined;
}

/** Nobody looks yet. */
export function createOnlookers(clock: Clock): Onlookers {
  const lookedAt = new Map<string, number>();
  return {
    look: (project) => void lookedAt.set(project, clock()),
    wants: (project) => {
      const ago = clock() - (lookedAt.get(project) ?? Number.NEGATIVE_INFINITY);
      // a clock that was set back: nobody looked in the future
      return ago >= 0 && ago < LOOKING_MS ? { flushMs: LIVE_FLUSH_MS } : undefined;
    },
  };
}
