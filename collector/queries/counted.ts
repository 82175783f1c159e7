/** Whether what a rule judged counts, in SQL: the twin of `contract/rules/verdict.ts`, and the only one. */
import { countedFrom } from '@watchglass/contract';

/** Condition on a judged event. */
export const isCounted = `confidence >= ${countedFrom}`;
