/** The version, written in by the build, so that no module imports package.json. */
declare const __VERSION__: string;

/** What batches carry as `sdk`. */
export const sdk: string = `watchglass/${__VERSION__}`;
