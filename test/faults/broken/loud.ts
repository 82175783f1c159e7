/** A console that is talked to without being asked. */
import { createSay as createWhole } from '../../../src/page/say.ts';

export { warn } from '../../../src/page/say.ts';

/** As the real one, broken. */
export const createSay: typeof createWhole = () => createWhole(true);
