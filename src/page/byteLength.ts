/** How many bytes a text is on the wire. */

/** UTF-8 bytes of a text. A `Blob` would know too, but to make one Chromium waits for an answer of the browser process. */
export const byteLength = (text: string): number => unescape(encodeURIComponent(text)).length;
