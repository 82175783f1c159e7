/** What is refused to most users is allowed to root: tests of a refusal run as nobody then. */

/** The user who owns nothing, on Debian and most others. */
const NOBODY = 65_534;

/** Runs something without root's rights on files. */
export async function asNobody(run: () => unknown): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    await run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
