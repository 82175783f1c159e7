/** What is answered outside the page's own boxes: clipboard, history, windows, print, full screen. */
import { animation, clock, countdown } from '../background.ts';
import { dead, once, rage, streak, type Widget, works } from '../widget.ts';

export const browserState: readonly Widget[] = [
  {
    name: 'share',
    family: 'browserState',
    html: `${clock}<main><button id="copy">Copy link</button> <button id="quiet-copy" title="Copies to the clipboard">Copy number</button> <button id="post">Post</button> <button id="mail">Mail</button></main>
      <script>on('#copy', async () => { await navigator.clipboard.writeText('https://example.com/'); toast('Copied'); }); on('#quiet-copy', () => { const field = document.createElement('textarea'); field.value = 'DE-1234'; document.body.append(field); field.select(); document.execCommand('copy'); field.remove(); });
        on('#post', () => window.open('/elsewhere?post', '_blank', 'width=300,height=300'));</script>`,
    interactions: [
      works('copied', once('#copy'), 'a toast says so'),
      works('copied without a word', once('#quiet-copy'), 'the number is in the clipboard, as its title promises'),
      works('posted', once('#post'), 'a window opens'),
      dead('mail', once('#mail'), 'a button without a handler'),
      rage('mail hammered', streak('#mail', 5, 190), 'five clicks on Mail'),
    ],
  },
  {
    name: 'steps back',
    family: 'browserState',
    html: `${animation}<main><h1 id="step">Step 3</h1><button id="back">Back</button> <button id="forward">Next step</button> <button id="finish">Finish</button></main>
      <script>const show = () => { $('#step').textContent = 'Step ' + (history.state?.step ?? 1); }; for (const step of [2, 3]) history.pushState({ step }, '', '?step=' + step); show(); window.addEventListener('popstate', show);
        on('#back', () => history.back()); on('#forward', () => history.forward()); on('#finish', () => history.replaceState({ step: 3 }, '', location.href));</script>`,
    interactions: [
      works('back', once('#back'), 'Step 2, by the history'),
      works('back twice', streak('#back', 2, 700), 'Step 1'),
      dead('next from the last', once('#forward'), 'there is no later entry, and nothing says so'),
      dead('finish', once('#finish'), 'the address is replaced by itself'),
      rage('finish hammered', streak('#finish', 6, 180), 'six clicks on Finish'),
    ],
  },
  {
    name: 'reader',
    family: 'browserState',
    html: `${countdown}<main style="min-height:1800px"><div style="position:sticky;top:0;background:#fff"><button id="down">Page down</button> <button id="theme">Night</button> <button id="print">Print</button> <button id="popup">Open notes</button></div><p>A long text.</p></main>
      <script>on('#down', () => window.scrollBy(0, 300)); on('#theme', () => document.documentElement.classList.toggle('night')); on('#popup', () => { setTimeout(() => { window.blocked = true; }, 300); });</script><style>.night body { background: #111; color: #eee }</style>`,
    interactions: [
      works('down', once('#down'), 'the page scrolls'),
      works('down and down', streak('#down', 4, 420), 'reads on, a click for each screen'),
      works('night', once('#theme'), 'dark, by a class on the root'),
      works('night and day', streak('#theme', 4, 330), 'tries which is better'),
      dead('notes', once('#popup'), 'the window was blocked and nothing says so'),
      rage('notes hammered', streak('#popup', 5, 200), 'five clicks, no notes'),
    ],
  },
];
