// The site of the WebKitGTK check: pages under a content security policy that allows the tag's host, for its script and
// its sends, and nothing else but what the page itself brings.

const NONCE = 'c2l0ZQ';

// the page writes down what goes wrong in it, in storage that outlives a navigation
const listen = `
const noise = JSON.parse(sessionStorage.getItem('noise') ?? '[]');
const note = (...words) => {
  noise.push(words.join(' '));
  sessionStorage.setItem('noise', JSON.stringify(noise));
};
addEventListener('error', (event) => note('error', event.message));
addEventListener('unhandledrejection', (event) => note('rejection', event.reason));
addEventListener('securitypolicyviolation', (event) => note('violation', event.violatedDirective, event.blockedURI));
for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
  const say = console[level];
  console[level] = (...words) => {
    note('console', level, ...words);
    say.apply(console, words);
  };
}
`;

const route = `
document.querySelector('#plans')?.addEventListener('click', () => {
  history.pushState({}, '', '/plans');
  document.title = 'Plans';
});
`;

const page = (title, tag, body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<script nonce="${NONCE}">${listen}</script>${tag}
<style nonce="${NONCE}">main { height: 3000px } button, a { display: block; margin: 20px }</style></head>
<body><main><h1>${title}</h1>${body}</main><script nonce="${NONCE}">${route}</script></body></html>`;

/** Puts the pages on the site of a test server. */
export function serveSite(server) {
  const { origin } = server.collector;
  const headers = {
    'content-security-policy': [
      "default-src 'none'",
      `script-src ${origin} 'nonce-${NONCE}'`,
      `style-src 'nonce-${NONCE}'`,
      `connect-src ${origin}`,
      // WebKit asks for the site's icon by itself
      "img-src 'self'",
    ].join('; '),
  };
  const tag = `<script async src="${origin}/watchglass.js" data-key="pk_webkit" data-endpoint="${origin}"></script>`;
  const home = `<button id="add">Add to basket</button><button id="plans">Plans</button><a id="next" href="/next">Next</a>`;
  server.page('/', { body: page('Home', tag, home), headers });
  server.page('/next', {
    body: page('Next', tag, '<button id="pay">Pay</button><a id="last" href="/last">Last</a>'),
    headers,
  });
  server.page('/last', { body: page('Last', tag, '<p>Thank you</p>'), headers });
}
