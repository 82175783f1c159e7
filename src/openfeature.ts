/**
 * A hook for OpenFeature's web SDK that tells which variant a visitor got. An entry of its own, `watchglass/openfeature`,
 * without a dependency: the shape of a hook is OpenFeature's, the words are ours.
 */

/** What the hook needs of a client. */
export interface FlagClient {
  /** As the client's `featureFlag`. */
  featureFlag(flag: string, variant: string | number | boolean): void;
}

/** What OpenFeature says of an evaluation, as far as we read it. */
export interface Evaluation {
  /** Key of the flag. */
  readonly flagKey: string;
  /** Name of the variant, where the provider gives one. */
  readonly variant?: string;
  /** What the site got. */
  readonly value: unknown;
}

/** As far as we use it: OpenFeature's `Hook`. */
export interface FlagHook {
  /** Called after each evaluation that did not fail. */
  after(context: unknown, evaluation: Evaluation): void;
}

/**
 * A hook that tells `client` of each evaluation that did not fail: the client tells each flag and variant once per document.
 * Without a variant's name the value is told, if it is text, a number, true or false; what an object holds is nobody's
 * variant. It throws nothing.
 *
 * @example OpenFeature.addHooks(createFlagHook(client));
 */
export const createFlagHook = (client: FlagClient): FlagHook => ({
  after(_context, { flagKey, variant, value }) {
    const name = variant ?? value;
    if (typeof name === 'string' || typeof name === 'number' || typeof name === 'boolean')
      client.featureFlag(flagKey, name);
  },
});
