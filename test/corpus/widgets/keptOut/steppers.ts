/** A cooker's timer, copies to print, the volume of a room. */
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { shadowClock } from './background.ts';

export const steppers: readonly Widget[] = [
  {
    name: 'timer of a kitchen',
    family: 'steppers',
    html: `${shadowClock}<style>#minutes { font-size: 40px; width: 120px; display: inline-block; text-align: center } #ring { width: 60px; height: 60px; border-radius: 30px; border: 6px solid #ccc } #ring.on { border-color: #c60 }</style>
      <main><div class="row"><button data-by="-1">&minus;1</button><span id="minutes">10</span><button data-by="1">+1</button><button data-by="5">+5</button></div><div id="ring"></div><div class="row"><button id="start">Start</button><button id="preset">Eggs</button><button id="name">Name it</button></div></main>
      <script>let minutes = 10; const draw = () => { $('#minutes').textContent = minutes; }; on('[data-by]', (e) => { minutes = Math.max(0, minutes + Number(e.currentTarget.dataset.by)); draw(); });
        on('#start', () => { const runs = $('#ring').classList.toggle('on'); $('#start').textContent = runs ? 'Stop' : 'Start'; }); on('#preset', () => setTimeout(() => { minutes = 6; draw(); }, 80)); on('#name', () => { if (navigator.userActivation.hasBeenActive && window.timers) window.timers.name(); });</script>`,
    interactions: [
      works('a minute more', once('[data-by="1"]'), 'eleven'),
      works('minutes on', streak('[data-by="1"]', 9, 160), 'each click a minute'),
      works('minutes less', streak('[data-by="-1"]', 5, 210), 'each click a minute'),
      works('started and stopped', streak('#start', 2, 1000), 'the ring glows, and not any more'),
      works('eggs', once('#preset'), 'six minutes'),
      dead('name', once('#name'), 'nothing asks for a name'),
      rage('name hammered', streak('#name', 5, 200), 'five clicks on Name it'),
    ],
  },
  {
    name: 'copies to print',
    family: 'steppers',
    html: `<style>.stepper { display: inline-flex; border: 1px solid #777 } .stepper i { padding: 6px 12px; cursor: pointer; font-style: normal; user-select: none } .stepper input { width: 48px; border: 0; text-align: center; font: inherit }</style>
      <main><div class="row">Copies <span class="stepper" id="copies"><i class="less">&minus;</i><input value="1" readonly tabindex="-1" aria-label="Copies"><i class="more">+</i></span></div><div class="row">Pages per sheet <span class="stepper" id="sheets"><i class="less">&minus;</i><input value="1" readonly tabindex="-1" aria-label="Sheets"><i class="more">+</i></span></div><div class="row">Zoom <input type="number" id="zoom" value="100" step="10" style="width:80px"></div><p id="cost">0.10</p></main>
      <script>document.addEventListener('mousedown', (e) => { const stepper = e.target.closest('.stepper'); if (!stepper || e.target.localName !== 'i') return; e.preventDefault(); if (stepper.id === 'sheets' && !stepper.dataset.allowed) return; const field = $('input', stepper); field.value = Math.max(1, Number(field.value) + (e.target.className === 'more' ? 1 : -1)); $('#cost').textContent = (field.value / 10).toFixed(2); });</script>`,
    interactions: [
      works('a copy more', once('#copies .more'), 'two copies, on mousedown'),
      works('eight copies more', streak('#copies .more', 8, 150), 'nine copies'),
      works(
        'more and less',
        async (user) => {
          await user.click('#copies .more', { count: 3, gapMs: 250 });
          await user.rest(600);
          await user.click('#copies .less');
        },
        'three more, one less',
      ),
      works('arrow of the browser', streak({ on: '#zoom', x: 0.9, y: 0.3 }, 3, 420), 'a number field counts up'),
      nothingDue('cost', once('#cost'), 'a sum to read'),
      dead('pages per sheet', once('#sheets .more'), 'the handler leaves early and says nothing'),
      rage('pages per sheet, hammered', streak('#sheets .more', 6, 190), 'six clicks on a plus'),
    ],
  },
  {
    name: 'volume of a room',
    family: 'steppers',
    html: `<style>#bars i { display: inline-block; width: 10px; margin-right: 3px; background: #ddd; height: 24px } #bars i.on { background: #396 } #dial { width: 90px; height: 90px; border-radius: 45px; background: #eee; border: 2px solid #888; position: relative; cursor: pointer } #dial::after { content: ''; position: absolute; left: 43px; top: 4px; width: 4px; height: 36px; background: #333 }</style>
      <main><div class="row"><button id="down">Quieter</button><div id="bars"></div><button id="up">Louder</button></div><div id="dial" role="slider" aria-valuenow="0"></div><div class="row"><button id="mute">Mute</button><button id="bass">More bass</button></div></main>
      <script>let level = 4; $('#bars').innerHTML = '<i></i>'.repeat(10); const draw = () => [...$('#bars').children].forEach((one, i) => one.classList.toggle('on', i < level)); draw();
        on('#up', () => { level = Math.min(10, level + 1); draw(); }); on('#down', () => { level = Math.max(0, level - 1); draw(); }); let turn = 0; on('#dial', () => { turn += 30; $('#dial').style.rotate = turn + 'deg'; $('#dial').setAttribute('aria-valuenow', turn); }); on('#mute', () => { level = 0; draw(); });
        const bass = new AbortController(); document.addEventListener('click', (e) => { if (e.target.id === 'bass') document.body.style.setProperty('--bass', 1); }, { signal: bass.signal }); bass.abort(); if (state === 'loud') { level = 10; draw(); }</script>`,
    interactions: [
      works('louder', once('#up'), 'a bar more'),
      works('much louder', streak('#up', 5, 170), 'five bars more'),
      works('dial', streak('#dial', 4, 260), 'it turns at each click'),
      works('mute', once('#mute'), 'no bars'),
      works('quieter from loud', streak('#down', 3, 400), 'three bars less', { state: 'loud' }),
      dead('bass', once('#bass'), 'its listener was taken off'),
      rage('bass hammered', streak('#bass', 6, 210), 'six clicks on More bass'),
    ],
  },
];
