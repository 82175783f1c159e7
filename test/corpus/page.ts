/** The page around a widget: plain styles, and four small functions for the widgets' scripts. */

const STYLE = `
  [hidden] { display: none !important }
  body { font: 16px/1.5 sans-serif; margin: 0; color: #222 }
  main { padding: 24px; min-height: 400px; max-width: 900px }
  .bar { margin: 0; padding: 4px 24px; background: #eee; position: relative; list-style: none }
  button, .button { font: inherit; display: inline-block; padding: 8px 16px; border: 1px solid #777; border-radius: 4px; background: #fafafa; color: #222; cursor: pointer; text-decoration: none }
  button:active, .button:active { background: #ddd }
  button:disabled, .off { color: #aaa; border-color: #ccc; cursor: not-allowed }
  .card { border: 1px solid #bbb; border-radius: 6px; padding: 16px; margin: 8px 0; max-width: 400px }
  .toast { position: fixed; right: 16px; bottom: 16px; padding: 12px 16px; background: #333; color: #fff }
  .row { display: flex; gap: 8px; align-items: center; margin: 8px 0 }
  .panel { padding: 16px; border: 1px solid #bbb; background: #fff }
  label { display: block; margin: 8px 0 }
`;

const SCRIPT = `
  const query = new URLSearchParams(location.search), state = query.get('state') ?? '', quiet = query.has('quiet');
  const $ = (selector, root = document) => root.querySelector(selector);
  const on = (selector, run, type = 'click') => document.querySelectorAll(selector).forEach((one) => one.addEventListener(type, run));
  const toast = (text) => { const one = document.createElement('div'); one.className = 'toast'; one.setAttribute('role', 'status'); one.textContent = text; document.body.append(one); setTimeout(() => one.remove(), 2500); };
`;

/** A whole document; `head` goes first in it, as a tag would. */
export const documentOf = (title: string, body: string, head = ''): string => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
${head}<style>${STYLE}</style><script>${SCRIPT}</script></head><body>${body}</body></html>`;
