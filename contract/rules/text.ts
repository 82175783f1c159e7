/**
 * First stage of the one sanitizer for every free string: well-formed Unicode, no control characters, one line where
 * one is expected, never longer than its limit. Runs in the browser at capture and again at the receiver.
 */

/** `value` cut to `maxChars` UTF-16 units, without controls and without halves of characters. */
export const cleanText = (value: string, maxChars: number): string =>
  // cut first, so that a 10 MB string costs no more than its limit
  value.slice(0, maxChars).replace(/(?![\t\n\r])[\p{Cc}\p{Cs}]/gu, '');

/** As {@link cleanText}, with every run of white space as one blank: for labels, titles and names. */
export const cleanLine = (value: string, maxChars: number): string =>
  cleanText(value, maxChars).replace(/\s+/g, ' ').trim();

/**
 * As {@link cleanText}, for messages and stacks: URLs in them lose userinfo, query and fragment, which may carry a token
 * or somebody's address, and `data:` URLs all of it. Line and column after them stay. A second pass may remove more (of
 * `https://data:a?b`), a third does not.
 */
export const cleanTrace = (value: string, maxChars: number): string =>
  cleanText(value, maxChars)
    .replace(/:\/\/[^/?#\s]*@/g, '://')
    .replace(/(\bdata:|:\/\/[^?#\s]*(?=[?#]))\S*?((:\d+){0,2}[),]{0,3})(?!\S)/g, '$1$2');
