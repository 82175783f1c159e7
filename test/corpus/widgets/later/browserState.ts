/** What is answered by paper, the whole screen, the clipboard, the title of the tab, the address. */
import { polling } from '../../background.ts';
import { dead, once, rage, streak, type Widget, works } from '../../widget.ts';

export const browserState: readonly Widget[] = [
  {
    name: 'recipe',
    family: 'browserState',
    html: `<style>.on-paper { background: #fff } #recipe:fullscreen { font-size: 32px; background: #ffe }</style>
      <main><div id="recipe" class="card"><h2>Soup</h2><ol><li>Cut</li><li>Boil</li></ol></div><div class="row"><button id="print">Print</button><button id="big">Cook mode</button><button id="copy" title="Copies the ingredients">Ingredients</button><button id="pin">Pin</button><button id="awake">Keep the screen on</button></div></main>
      <script>addEventListener('beforeprint', () => document.documentElement.classList.add('on-paper')); addEventListener('afterprint', () => document.documentElement.classList.remove('on-paper'));
        on('#print', () => { document.documentElement.classList.add('on-paper'); print(); }); on('#big', () => $('#recipe').requestFullscreen()); on('#copy', () => navigator.clipboard.writeText('Leek, salt').then(() => { document.execCommand('copy'); }));
        on('#pin', () => { document.title = '\\u2605 recipe'; }); on('#awake', async () => { try { await navigator.wakeLock.request('camera'); toast('Stays on'); } catch { /* then not */ } });
        document.addEventListener('copy', (e) => { e.clipboardData.setData('text/plain', 'Leek, salt'); e.preventDefault(); });</script>`,
    interactions: [
      works('printed', once('#print'), 'the browser’s dialog for printing'),
      works('cook mode', once('#big'), 'the recipe fills the screen'),
      works('ingredients', once('#copy'), 'in the clipboard, as the title of the button promises'),
      dead('pin', once('#pin'), 'a star in the title of the tab, which nobody looks at'),
      dead('screen', once('#awake'), 'refused, and the refusal is swallowed'),
      rage('screen hammered', streak('#awake', 5, 230), 'five clicks on Keep the screen on'),
      rage('pin hammered', streak('#pin', 4, 260), 'four clicks on Pin'),
    ],
  },
  {
    name: 'filters in the address',
    family: 'browserState',
    html: `${polling}<main><div class="row"><button id="open">Open</button><button id="closed">Closed</button><button id="back">Back</button><button id="mine">Mine</button><a href="#list" id="permalink">Permalink</a></div><ul id="list"><li>Broken lamp</li></ul></main>
      <script>const draw = () => { const { hash } = location; $('#list').innerHTML = hash === '#closed' ? '<li>Lost key</li><li>Old bill</li>' : hash === '#open' ? '<li>Broken lamp</li><li>Leak</li>' : '<li>Broken lamp</li>'; }; addEventListener('hashchange', draw);
        on('#open', () => { location.hash = 'open'; }); on('#closed', () => { location.hash = 'closed'; }); on('#back', () => history.back());
        on('#mine', () => { const address = new URL(location.href); address.searchParams.set('mine', '1'); history.replaceState({}, '', address); });
        if (state === 'filtered') { history.replaceState({}, '', '#open'); history.pushState({}, '', '#closed'); draw(); }</script>`,
    interactions: [
      works('open', once('#open'), 'the hash changes and the list with it'),
      works(
        'open, then closed',
        async (user) => {
          await user.click('#open');
          await user.rest(800);
          await user.click('#closed');
        },
        'one list and the other',
      ),
      works('back', once('#back'), 'what was there before', { state: 'filtered' }),
      dead('mine', once('#mine'), 'the address says mine, the list does not'),
      rage('mine hammered', streak('#mine', 6, 170), 'six clicks on Mine'),
    ],
  },
];
