/** Input, rows and answer of a funnel. */
import type { Scope } from '../insight.ts';

/**
 * One step. A page step matches `page_view`, a custom step `custom` events of a name, a click step clicks of people
 * (not of scripts) on an element key.
 */
export type FunnelStep =
  | { readonly kind: 'page'; readonly page: string }
  | { readonly kind: 'custom'; readonly name: string }
  | { readonly kind: 'click'; readonly key: string };

/** Which funnel. */
export interface FunnelInput extends Scope {
  /** 2 to 10 steps. */
  readonly steps: readonly FunnelStep[];
  /** A step counts when it happens at most this long after the chain's first step (the edge belongs to it). */
  readonly windowMs: number;
  /** Who is counted. */
  readonly by: 'visitor' | 'session';
}

/** One subject that entered. Ordered by subject. */
export interface FunnelRow {
  readonly subject: string;
  /** Session in which the furthest step was reached: the way to the recording. */
  readonly session: string;
  /** Time of each step reached, epoch ms; its length is the number of steps reached (at least 1). */
  readonly times: readonly number[];
}

/** Answer, one entry per step. */
export interface FunnelAnswer {
  readonly steps: readonly FunnelStepAnswer[];
  /** Subjects that reached the last step / subjects that entered; 0 when nobody entered. */
  readonly conversion: number;
  /** Time from the first to the last step, null when nobody got there. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
}

/** One step of the answer. */
export interface FunnelStepAnswer {
  readonly step: FunnelStep;
  readonly count: number;
  /** Of those who entered; 0 when nobody did. */
  readonly ofFirst: number;
  /** Of those who reached the step before; 1 for the first step, 0 when nobody did. */
  readonly ofPrevious: number;
  /** Reached the step before but not this one. */
  readonly dropOff: number;
  /** Time from the step before, null for the first step and when nobody got here. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  /** Up to 20 sessions that ended before this step, latest first. */
  readonly lostSessions: readonly string[];
}
