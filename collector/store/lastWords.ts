/** What an engine that has ended said, in a sentence of ours. */

/** What the engine's last words mean, without the words: they may repeat data. */
export function lastWords(words: string, how: string): string {
  if (/Cannot lock file/.test(words)) return 'The engine could not open its directory: another engine uses it.';
  if (/NOT_ENOUGH_SPACE|No space left/.test(words)) return 'The engine ended: no space is left on the disk.';
  if (/Permission denied/.test(words)) return 'The engine ended: it may not read or write its directory.';
  const name = /\(([A-Z][A-Z_]{3,60})\)/.exec(words)?.[1];
  if (name !== undefined) return `The engine ended (${how}, ${name}).`;
  return /cannot open shared object|dlopen|invalid ELF/i.test(words)
    ? `The engine's library cannot be loaded here: set store.url to the address of a ClickHouse server instead.`
    : `The engine ended (${how}).`;
}

/** An engine that names an error before it listens has mostly met it in its own files. */
export const hintOf = (sentence: string, data: string): string =>
  /, [A-Z_]+\)\.$/.test(sentence)
    ? ` Its directory ${data} may be damaged: put its backup back, or move it away to begin anew; what is sent meanwhile waits.`
    : '';
