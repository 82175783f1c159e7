/**
 * Pages replace functions of the language. What throws within a promise would be told to the page, and what gives nothing
 * makes numbers of nothing: what everything needs is called once before anything begins.
 */

/** Throws, where a page has taken away promises, timers, sets, lists or JSON, or something else that nothing works without. */
export const tryLanguage = (): void => {
  clearTimeout(setTimeout(Boolean));
  // called for nothing: arguments would be bytes
  // oxlint-disable-next-line promise/valid-params, unicorn/no-single-promise-in-promise-methods
  void Promise.all([Promise.resolve().then().catch().then()]).then();
  new Set().delete([].unshift());
  const [min] = [...new Set([Math.min])].flatMap(Object).filter(Boolean).splice(0) as [typeof Math.min];
  JSON.stringify([min(0).toString()]);
};
