// The page's own code: it uses the platform as pages do, and tells what it saw.
{
  const { note } = parent;
  const attempt = (about, run) => {
    try {
      note(about, run());
    } catch (error) {
      note(about, 'threw', error);
    }
  };
  attempt('ready', () => document.readyState);
  attempt('listen', () => {
    const go = document.getElementById('go');
    go.addEventListener('click', (event) => {
      note('click', event.type, event.target === go, event.defaultPrevented, event.isTrusted);
      return false;
    });
    document
      .getElementById('field')
      .addEventListener('input', (event) => note('input', event.target.value, event.data));
    addEventListener('scroll', () => note('scroll', scrollY > 0), { once: true });
    document.getElementById('route').addEventListener('click', () => {
      note('push', history.pushState({ step: 1 }, '', '?routed'));
      document.title = 'Routed';
      note('route', location.search, history.state.step, document.title);
    });
    document.getElementById('boom').addEventListener('click', () => {
      void Promise.reject(new Error('host rejection'));
      throw new TypeError('host error');
    });
  });
  attempt('onerror', () => {
    window.onerror = (message, url, line) => {
      note('onerror', message, line > 0);
      return false;
    };
    window.onunhandledrejection = (event) => note('onunhandledrejection', event.reason.message, event.defaultPrevented);
    return 'set';
  });
  attempt('language', () => {
    const list = [3, 1, 2].map((one) => one * 2).filter((one) => one > 2);
    for (const one of new Set([1])) list.push(one);
    const map = new Map(Object.entries({ a: 1, b: [1, 2] }));
    return (
      JSON.stringify([...list.sort(), [...map.keys()].join('-'), JSON.parse('{"a":1}').a, Math.max(1, 2)]) +
      'a-b-c'.replace(/-/g, '+') +
      'a b'.split(/ /) +
      'a b'.replace(/ /, '')
    );
  });
  attempt('storage', () => {
    localStorage.setItem('host', 'mine');
    return localStorage.getItem('host');
  });
  attempt('cookie', () => {
    document.cookie = 'host=mine;path=/';
    return /host=(\w+)/.exec(document.cookie)[1];
  });
  attempt('globals', () => [typeof fetch, fetch.name, fetch.length, history.pushState.name, typeof onpopstate]);
  attempt('asked', () => {
    try {
      fetch('/api?host=1', { method: 'POST', headers: { 'x-csrf': 'token' }, body: 'mine' })
        .then((response) => response.text())
        .then(
          (text) => note('api', text),
          (error) => note('api', 'failed', error),
        );
    } catch (error) {
      note('api', 'threw', error);
    }
  });
  attempt('waited', () => {
    setTimeout((text) => note('timer', text), 10, 'due');
  });
  attempt('promised', () => {
    void (async () => {
      try {
        note('promise', await Promise.all([Promise.resolve(1), Promise.resolve(2)]));
      } catch (error) {
        note('promise', 'failed', error);
      }
    })();
  });
}
