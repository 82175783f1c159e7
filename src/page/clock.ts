/** The clock of the client's machine. */

/** Epoch ms, whole: pages replace `Date.now` by what gives fractions. */
export const now = (): number => Math.floor(Date.now());
