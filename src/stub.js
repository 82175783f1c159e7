((w) => {
  let s = (w.watchglass ??= new Proxy(
    { q: [] },
    {
      get: (t, m) =>
        m == 'q'
          ? t.q
          : (...a) => {
              t.q.push([m, ...a]);
            },
    },
  ));
  for (let e of ['error', 'unhandledrejection']) addEventListener(e, (v) => s.q.push([e, v]), !0);
})(window);
