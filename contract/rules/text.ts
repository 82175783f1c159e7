/**
 * First stage of the one sanitizer for every free string: well-formed Unicode, no control characters, one line where
 * one is expected, never longer than its limit. Runs in the browser at capture and again at the receiver.
 */

// no lookbehind: Safari before 16.4 would refuse the whole script
const CONTROL = /[^\P{Cc}\t\n\r]|[\u2028\u2029]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;

/** `value` cut to `maxChars` UTF-16 units without splitting a character, lone surrogates replaced, controls dropped. */
export function cleanText(value: string, maxChars: number): string {
  // Cut first, so that a 10 MB string costs no more than its limit; then a split pair at the edge is dropped.
  const cut = value.length > maxChars ? value.slice(0, maxChars).replace(/[\ud800-\udbff]$/, '') : value;
  return cut.replace(CONTROL, '').replace(LONE_SURROGATE, '\ufffd');
}

/** As {@link cleanText}, with every run of white space and controls as one blank: for labels, titles and names. */
export const cleanLine = (value: string, maxChars: number): string =>
  cleanText(
    value
      .slice(0, maxChars * 4)
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
    maxChars,
  ).trimEnd();

/**
 * As {@link cleanText}, for messages and stacks: URLs in them lose userinfo, query and fragment, which may carry a token
 * or somebody's address, and `data:` URLs all of it. Line and column after them stay.
 */
export const cleanTrace = (value: string, maxChars: number): string =>
  cleanText(value, maxChars).replace(/(:\/\/|\bdata:)\S+/g, (url, start: string) => {
    const bare = url.replace(/:\/\/[^/?#]*@/g, '://');
    const kept = start === 'data:' ? start : bare.replace(/[?#].*/, '');
    return kept === bare ? bare : kept + (/(:\d+){0,2}[),]{0,3}$/.exec(url)?.[0] ?? '');
  });
