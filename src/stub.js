// Optional, inline before the tag: keeps calls and early errors, in their order, until the tag is there.
{
  const s = (window.watchglass ||= new Proxy(
    { q: [] },
    { get: (t, m) => t[m] || ((...a) => void t.q.push([m, ...a])) },
  ));
  for (const e of ['error', 'unhandledrejection']) addEventListener(e, (v) => s.early?.(v), true);
}
