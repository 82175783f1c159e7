/** Pages replace functions of the language. What throws within a promise would be told to the page, so it is tried before. */

/** Throws, where a page has taken away promises or timers. */
export const tryLanguage = (): void => {
  clearTimeout(setTimeout(Boolean));
  // called for nothing: arguments would be bytes
  // oxlint-disable-next-line promise/valid-params, unicorn/no-single-promise-in-promise-methods
  void Promise.all([Promise.resolve().then().catch()]);
};
