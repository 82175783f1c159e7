/** A guard that guards nothing. */
import type { createGuard as createWhole } from '../../../src/page/guard.ts';

/** As the real one, broken. */
export const createGuard: typeof createWhole = () => (run) => run;
