/** Script of a page: `work(ms)` keeps its main thread busy. */
export const work = 'const work = (ms) => { for (const from = performance.now(); performance.now() < from + ms; ); };';
