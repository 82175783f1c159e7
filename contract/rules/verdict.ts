/**
 * Whether what a rule judged counts. Every number that is made of judged events asks here (in the engine: the
 * collector's twin of this file), so that judging history again is one change.
 */

/** Confidence from which a judgement counts: more likely right than wrong. */
export const countedFrom = 0.5;

/** What is known of a judgement. */
export interface Judged {
  /** Rule and version, such as `rage_click@1`. */
  readonly rule: string;
  readonly confidence: number;
  readonly features: Readonly<Record<string, number>>;
}

/** Whether a judged event counts. */
export const isCounted = ({ confidence }: Pick<Judged, 'confidence'>): boolean => confidence >= countedFrom;
