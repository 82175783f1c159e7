/**
 * Pages replace functions of the language. What throws within a promise would be told to the page, and what gives nothing
 * makes numbers of nothing: what everything needs is called once before anything begins.
 */

/** Throws, where a page has taken away promises, timers, sets, lists or JSON, or something else that nothing works without; `nothing` does nothing. */
export const tryLanguage = (nothing: () => void): void => {
  // called for nothing: arguments would be bytes
  // oxlint-disable-next-line promise/valid-params, unicorn/no-single-promise-in-promise-methods
  void Promise.all([Promise.resolve().then().catch().then()]).then();
  clearTimeout(setTimeout(nothing));
  new Set().delete([].unshift());
  // one text through all that lists go through: what gives something else on the way has no text at its end
  ([...new Set(JSON.stringify([]).split(' '))].flatMap(Object).filter(Boolean).splice(0)[Math.min(0)] as string).trim();
};
