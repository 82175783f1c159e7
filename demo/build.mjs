// Assembles the self-contained demo: landing page, shop, dashboard, tag and sample data, with relative URLs only, so
// that any static server can serve it from any folder, offline.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { copySdk } from '../scripts/kit.mjs';
import { modulesOf, noticesIn, noticesOf, writeNotices } from '../scripts/notices.mjs';

const here = dirname(fileURLToPath(import.meta.url));

const escaped = (text) =>
  String(text).replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one]);

/** A template with its `{{names}}` filled; an unknown name is a mistake, not an empty string. */
const filled = (template, values) =>
  template.replace(/\{\{([\w:,-]+)\}\}/g, (_, name) => {
    const [head, rest] = name.split(/:(.*)/s);
    const value = values[head];
    if (value === undefined) throw new Error(`demo: nothing to fill {{${name}}} with`);
    return typeof value === 'function' ? value(rest) : value;
  });

const price = (value) => `€${value}`;

const card = (product, root, heading = 'h3') =>
  `<li><a class="card" href="${root}product/${product.slug}/" data-testid="card-${product.slug}">` +
  `<div class="picture tint-${product.tint}"><img src="${root}art/${product.slug}.svg" alt="" width="400" height="400"></div>` +
  `<div class="card-words"><${heading}>${escaped(product.name)}</${heading}><p class="price">${price(product.price)}</p><p class="muted">${escaped(product.kind)}</p></div></a></li>`;

const review = ({ who, stars, words }) =>
  `<article><p><span class="stars" role="img" aria-label="${stars} of 5 stars">${'★'.repeat(stars)}${'☆'.repeat(5 - stars)}</span> <strong>${escaped(who)}</strong></p><p>${escaped(words)}</p></article>`;

const pill = (value, index) =>
  `<label><input type="radio" name="make" value="${escaped(value)}"${index === 0 ? ' checked' : ''}>${escaped(value)}</label>`;

/** What a product page says about its product. */
function productValues(product, index, products, reviews) {
  const others = [1, 2, 3].map((by) => products[(index + by) % products.length].slug);
  const said = reviews.map((_, at) => reviews[(at + index * 3) % reviews.length]).slice(0, 6);
  return {
    slug: product.slug,
    tint: product.tint,
    name: escaped(product.name),
    kind: escaped(product.kind),
    tagline: escaped(product.tagline),
    description: escaped(product.description),
    price: price(product.price),
    optionName: escaped(product.option.name),
    options: product.option.values.map(pill).join(''),
    facts: product.facts.map((fact) => `<li>${escaped(fact)}</li>`).join(''),
    reviews: said.map(review).join('\n    '),
    related: `{{cards:${others.join(',')}}}`,
  };
}

/** Every page of the shop: where it lies, which template, and what it is called. */
function shopPages(products, reviews) {
  const steps = { contact: 'You', address: 'Address', shipping: 'Delivery', payment: 'Payment', done: 'Done' };
  return [
    { path: '', template: 'home', title: 'Fernwell, pots and cans for patient plants', after: 'homeAfter' },
    { path: 'catalogue/', template: 'catalogue', title: 'The collection · Fernwell' },
    ...products.map((product, index) => ({
      path: `product/${product.slug}/`,
      template: 'product',
      title: `${product.name} · Fernwell`,
      values: productValues(product, index, products, reviews),
    })),
    { path: 'cart/', template: 'cart', title: 'Your basket · Fernwell' },
    { path: 'help/', template: 'help', title: 'Help · Fernwell' },
    ...Object.entries(steps).map(([step, word]) => ({
      path: `checkout/${step}/`,
      template: 'checkout',
      title: `${word} · Checkout · Fernwell`,
    })),
  ];
}

/** Where the shop's events go, and the words for it. */
const homes = {
  browser: {
    tagExtra: ' data-sinks="local"',
    words: 'nothing you do leaves this browser',
    landing: {
      shop: './shop/',
      dashboard: './dashboard/',
      waits: 'sample',
      description: 'Everything happens in this browser.',
      whereItGoes:
        '<strong>Nothing leaves this browser:</strong> the tag writes into its database, the dashboard reads from there.',
      lastTry:
        'Save your visit as a file, from the menu “Data” of the dashboard. It is plain text, one event per line.',
    },
  },
  collector: {
    tagExtra: '',
    words: 'what you do goes to this collector and no further',
    landing: {
      shop: '../shop/',
      dashboard: '../',
      waits: '',
      description: 'Everything stays on this machine.',
      whereItGoes:
        '<strong>Nothing leaves this machine:</strong> the tag sends to this collector, which keeps it in its own ClickHouse.',
      lastTry:
        'Look at your own visit: it is the latest of the <a href="../#/sessions" data-dashboard>sessions</a>, event by event.',
    },
  },
};

function pageHtml(page, templates, products, stub, home) {
  const root = page.path === '' ? './' : '../'.repeat(page.path.split('/').length - 1);
  const cards = (slugs, heading) =>
    slugs
      .split(',')
      .map((slug) =>
        card(
          products.find((one) => one.slug === slug),
          root,
          heading,
        ),
      )
      .join('\n');
  const values = {
    root,
    title: escaped(page.title),
    description: 'Fernwell, the made-up plant shop of the Watchglass demo.',
    page: page.template,
    stub: () => stub,
    tagExtra: home.tagExtra,
    whereItGoes: home.words,
    current: (name) => (name === page.template ? ' aria-current="page"' : ''),
    cards: (slugs) => cards(slugs),
    topCards: (slugs) => cards(slugs, 'h2'),
    ...page.values,
  };
  const inner = (name) => (name ? filled(filled(templates[name], values), values) : '');
  return filled(templates.layout, { ...values, main: () => inner(page.template), after: () => inner(page.after) });
}

/** Builds one script; gives the modules that are in it. */
async function bundle(entry, outfile) {
  const { metafile } = await build({
    entryPoints: [join(here, entry)],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    sourcemap: true,
    metafile: true,
    logLevel: 'warning',
  });
  return modulesOf(metafile);
}

/**
 * Writes the shop alone; gives the modules that are in it.
 *
 * @param stub source of the snippet that queues calls until the tag has loaded
 * @param home one of `homes`: where its events go
 */
async function buildShop({ out, stub, home }) {
  const source = join(here, 'shop');
  const templates = {};
  for (const file of await readdir(join(source, 'pages')))
    if (file.endsWith('.html')) templates[file.slice(0, -5)] = await readFile(join(source, 'pages', file), 'utf8');
  const products = JSON.parse(await readFile(join(source, 'products.json'), 'utf8'));
  const reviews = JSON.parse(await readFile(join(source, 'pages/reviews.json'), 'utf8'));
  const small = (await transform(stub, { minify: true, target: 'es2020' })).code.trim();
  if (/<\/script/i.test(small)) throw new Error('demo: the stub must not end its own script tag');
  for (const page of shopPages(products, reviews)) {
    await mkdir(join(out, page.path), { recursive: true });
    await writeFile(join(out, page.path, 'index.html'), pageHtml(page, templates, products, small, home));
  }
  await cp(join(source, 'art'), join(out, 'art'), { recursive: true });
  await cp(join(source, 'data'), join(out, 'data'), { recursive: true });
  await cp(join(source, 'shop.css'), join(out, 'shop.css'));
  return bundle('shop/shop.ts', join(out, 'shop.js'));
}

/** Writes the first page; gives the modules that are in it. */
async function buildLanding(out, { landing }) {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'index.html'), filled(await readFile(join(here, 'app/index.html'), 'utf8'), landing));
  await cp(join(here, 'app/landing.css'), join(out, 'landing.css'));
  await cp(join(here, 'app/mark.svg'), join(out, 'mark.svg'));
  return bundle('app/landing.ts', join(out, 'landing.js'));
}

/** Every URL in the pages must stay inside the demo. */
async function checkSelfContained(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.(html|css)$/.test(entry.name)) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const outside = /(?:src|href|action)=["']?(?:https?:)?\/|url\(\s*["']?(?:https?:|\/)|@import/i.exec(
      await readFile(file, 'utf8'),
    );
    if (outside) throw new Error(`demo: ${relative(folder, file)} leaves the demo at "${outside[0]}"`);
  }
}

/** Writes the whole demo to `out`; needs `dist/watchglass.js` and `dist/dashboard/` to be built. */
export async function buildDemo({ root, out }) {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const stub = await readFile(join(root, 'src/stub.js'), 'utf8');
  const shop = await buildShop({ out: join(out, 'shop'), stub, home: homes.browser });
  const landing = await buildLanding(out, homes.browser);
  await cp(join(root, 'dist/dashboard'), join(out, 'dashboard'), { recursive: true });
  await copySdk(root, out);
  await cp(join(here, 'sample.ndjson.gz'), join(out, 'sample.ndjson.gz'));
  const built = [join(root, 'dist'), join(root, 'dist/dashboard')].flatMap(noticesIn);
  writeNotices(out, [...built, ...noticesOf([...shop, ...landing])]);
  await checkSelfContained(out);
}

/**
 * Writes shop and landing page as a collector serves them: at `/shop/` and `/demo/`, sending to that collector. Gives the
 * modules that are in them.
 */
export async function buildCollectorDemo({ root, out }) {
  await rm(join(out, 'shop'), { recursive: true, force: true });
  await rm(join(out, 'demo'), { recursive: true, force: true });
  const stub = await readFile(join(root, 'src/stub.js'), 'utf8');
  const shop = await buildShop({ out: join(out, 'shop'), stub, home: homes.collector });
  const landing = await buildLanding(join(out, 'demo'), homes.collector);
  await cp(join(here, 'sample.ndjson.gz'), join(out, 'sample.ndjson.gz'));
  return [...shop, ...landing];
}
