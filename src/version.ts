/** The version, written in by the build, so that no module imports package.json. */
declare const __VERSION__: string;

/** What batches carry as `sdk`. */
export const sdk: string = `watchglass/${__VERSION__}`;

/** Name of the idle chunk, beside the file that loads it. */
export const signalsFile: string = `signals-${__VERSION__}.js`;
