/** Paths below `test/` of specs that run in Firefox only in the row `firefox` of `npm run test:long`. */
export declare const longInFirefox: readonly string[];
