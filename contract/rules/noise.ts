/**
 * Errors that are nobody's bug. They are kept, in a bin of their own that people can look into: hidden errors make
 * numbers wrong as silently as noise does. Patterns are RE2's, so that the collector's SQL can use them as they are.
 */

/** Classes by a pattern that the line of message and stack shows; the first that fits counts. */
export const noisePatterns: readonly (readonly [noise: string, pattern: string])[] = [
  // code that the visitor installed
  ['extension', '(chrome|moz|safari|safari-web|ms-browser)-extension://'],
  // a script of another origin without CORS: browsers tell no more
  ['script_error', '^Script error\\.?\\s*$'],
  // an observer's callback that caused another round: no effect on anybody
  ['resize_observer', '^ResizeObserver loop'],
];

const noises = noisePatterns.map(([noise, pattern]) => [noise, new RegExp(pattern, 'm')] as const);

/** The class of an error, '' when somebody may have to mend it. */
export const noiseOf = ({ message, stack }: { readonly message: string; readonly stack: string }): string =>
  noises.find(([, pattern]) => pattern.test(`${message}\n${stack}`))?.[0] ?? '';
