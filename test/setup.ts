/** Seeds property tests: WATCHGLASS_SEED repeats a run, otherwise each run has a seed of its own, named on failure. */
import fc from 'fast-check';

const seed = process.env['WATCHGLASS_SEED'];
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
