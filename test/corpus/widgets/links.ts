/** Links: here, in a new tab, to a file, to a place on the page, and what only looks like one. */
import { animation, clock } from '../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, twice, type Widget, works } from '../widget.ts';

export const links: readonly Widget[] = [
  {
    name: 'article links',
    family: 'links',
    html: `${clock}<main><p>Read <a href="/elsewhere" id="plain">our story</a>, <a href="/elsewhere?tab" target="_blank" rel="noopener" id="tab">the press kit</a> or <a href="/file.csv" id="file">the figures</a>.</p>
      <p>See also <u id="underlined" style="color:#06c">the appendix</u>.</p><p id="prose">Founded in 1990 in a garage.</p></main>`,
    interactions: [
      works('followed', once('#plain'), 'another page'),
      works('new tab', once('#tab'), 'the page opens in a tab of its own, this one stays as it is'),
      works('download', once('#file'), 'the server answers with a file, this page stays as it is'),
      works('in the background', (user) => user.click('#plain', { modifiers: ['Control'] }), 'a tab behind this one'),
      nothingDue('prose', once('#prose'), 'plain text'),
      dead('underlined text', once('#underlined'), 'blue and underlined, and no link'),
      rage('underlined text hammered', streak('#underlined', 5, 200), 'five clicks on text that is no link'),
    ],
  },
  {
    name: 'teasers',
    family: 'links',
    html: `${animation}<style>.teaser { width: 160px; height: 90px; display: inline-block; background: linear-gradient(#9bf, #36a); border-radius: 6px; color: #fff; padding: 8px }</style>
      <main><a href="/elsewhere" class="teaser" id="real">New lamps</a> <img class="teaser" id="image" style="cursor:pointer" alt="Sale: 50 % off" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='160' height='90'%3E%3Crect width='160' height='90' fill='%23c33'/%3E%3Ctext x='20' y='50' fill='white'%3ESALE 50%25%3C/text%3E%3C/svg%3E">
      <p><a download="leaflet.txt" href="data:text/plain,leaflet" id="leaflet">Leaflet</a> <a id="nohref" style="color:#06c;text-decoration:underline">Imprint</a></p></main>`,
    interactions: [
      works('teaser', once('#real'), 'another page'),
      works('leaflet', once('#leaflet'), 'a download from a data address'),
      works('double click', twice('#real'), 'another page, at the first of two clicks'),
      dead('picture', once('#image'), 'an offer that looks like the teaser beside it'),
      dead('anchor without an address', once('#nohref'), 'an a that has no href'),
      rage('picture hammered', streak('#image', 6, 180), 'six clicks on a sale that leads nowhere'),
    ],
  },
  {
    name: 'table of contents',
    family: 'links',
    html: `<main style="min-height:2400px"><p><a href="#end" id="jump">To the end</a> | <a href="#nowhere" id="missing">Chapter 2</a> | <a href="/slow?ms=2200" id="slow">Print</a> | <button id="up" style="position:fixed;right:16px;top:80px">Next section</button></p><h2 id="end" style="margin-top:1900px">End</h2></main>
      <script>on('#up', () => window.scrollBy({ top: 400, behavior: 'smooth' }));</script>`,
    interactions: [
      works('to a place', once('#jump'), 'the page scrolls to its end'),
      works('by script', once('#up'), 'the page scrolls on smoothly'),
      works('three sections on', streak('#up', 3, 650), 'each click scrolls a screen on'),
      dead('place that is missing', once('#missing'), 'the address gets a hash and nothing moves'),
      rage('place that is missing, hammered', streak('#missing', 5, 170), 'five clicks, nothing moves'),
      impatient('slow page', streak('#slow', 5, 210), 'five clicks on the way to a page that takes 2.2 s'),
    ],
  },
];
