/** Names of members that the build shortens. */
export const inner: readonly string[];
