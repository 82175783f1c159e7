/** Notices of the packages that some modules are of. */
export function noticesOf(modules: readonly string[]): string[];
/** Notices that were written into a folder by its own build. */
export function noticesIn(folder: string): string[];
