/** A podcast with chapters, a carousel that ends. */
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { SILENCE } from '../media.ts';
import { film } from './background.ts';

export const media: readonly Widget[] = [
  {
    name: 'podcast',
    family: 'media',
    html: `<style>#chapters li { cursor: pointer } #chapters .now { font-weight: bold } #rest { width: 300px; height: 10px; background: #ddd; cursor: pointer } #rest div { height: 10px; width: 0; background: #c60 }</style>
      <main><audio id="audio"></audio><h2 id="title">Episode 12</h2><div class="row"><button id="play">Play</button><button id="back">&minus;2 s</button><button id="speed">1&times;</button><button id="mute" aria-label="Mute">&#128266;</button><button id="sleep">Sleep timer</button></div><div id="rest"><div></div></div><ol id="chapters"><li data-at="1">Hello</li><li data-at="4">The guest</li><li id="letters">Letters</li></ol></main>
      <script>${SILENCE} const audio = $('#audio'); audio.src = silence(); on('#play', () => { if (audio.paused) audio.play(); else audio.pause(); }); for (const type of ['play', 'pause']) audio.addEventListener(type, () => { $('#play').firstChild.data = audio.paused ? 'Play' : 'Pause'; });
        audio.addEventListener('seeked', () => { $('#rest div').style.width = audio.currentTime * 30 + 'px'; });
        on('#back', () => { audio.currentTime = Math.max(0, audio.currentTime - 2); }); on('#rest', (e) => { audio.currentTime = e.offsetX / 30; });
        on('#speed', () => { audio.playbackRate = audio.playbackRate >= 2 ? 1 : audio.playbackRate + 0.5; $('#speed').textContent = audio.playbackRate + '\\u00d7'; });
        on('#mute', () => { audio.muted = !audio.muted; $('#mute').style.opacity = audio.muted ? 0.4 : 1; });
        on('#chapters', (e) => { const { at } = e.target.dataset; if (!at) return; audio.currentTime = Number(at); document.querySelectorAll('#chapters li').forEach((one) => one.classList.toggle('now', one === e.target)); });
        on('#sleep', () => { clearTimeout(window.sleeping); window.sleeping = setTimeout(() => audio.pause(), 1_800_000); });
        if (state === 'late') audio.currentTime = 9;</script>`,
    interactions: [
      works('play', once('#play'), 'it plays, and the word changes'),
      works('double click', twice('#play'), 'starts and stops'),
      works('speed', streak('#speed', 3, 480), 'one and a half, two, one'),
      works('back and back', streak('#back', 4, 260), 'two seconds back each time', { state: 'late' }),
      works('chapter', once('[data-at="4"]'), 'the chapter is bold and the line moves'),
      nothingDue('title', once('#title'), 'a heading'),
      dead('sleep timer', once('#sleep'), 'set for half an hour, and nothing says so'),
      rage('chapter without a time, hammered', streak('#letters', 5, 200), 'five clicks on Letters'),
      dead('chapter without a time', once('#letters'), 'a hand as its cursor like the others, and nothing is skipped'),
      rage('sleep timer hammered', streak('#sleep', 4, 240), 'four clicks on Sleep timer'),
    ],
  },
  {
    name: 'carousel that ends',
    family: 'media',
    html: `${film}<style>#frame { width: 360px; overflow: hidden; position: relative } #rail { display: flex; transition: transform .3s } #rail div { min-width: 120px; height: 100px; border: 1px solid #fff; background: #cde; box-sizing: border-box } #dots button { width: 14px; height: 14px; padding: 0; border-radius: 7px } #dots .now { background: #036 }</style>
      <main><div id="frame"><div id="rail"></div></div><div class="row"><button id="prev" aria-label="Before">&#10094;</button><div id="dots"><button data-at="0" class="now"></button> <button data-at="1"></button> <button data-at="2"></button></div><button id="next" aria-label="After">&#10095;</button></div></main>
      <script>$('#rail').innerHTML = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => '<div>Lamp ' + n + '</div>').join(''); let at = 0; const to = (n) => { if (n < 0 || n > 2) return; at = n; $('#rail').style.transform = 'translateX(' + -360 * n + 'px)'; document.querySelectorAll('#dots button').forEach((one, i) => one.classList.toggle('now', i === n)); };
        on('#next', () => to(at + 1)); on('#prev', () => to(at - 1)); on('#dots', (e) => e.target.dataset.at && to(Number(e.target.dataset.at))); if (state === 'end') to(2);</script>`,
    interactions: [
      works('next', once('#next'), 'three other lamps slide in'),
      works('next and next', streak('#next', 2, 700), 'to the end'),
      works('dot', once('[data-at="2"]'), 'straight to the end'),
      works('back and back', streak('#prev', 2, 560), 'to the beginning', { state: 'end' }),
      dead('next at the end', once('#next'), 'the arrow looks as before, and nothing slides', { state: 'end' }),
      rage('next at the end, hammered', streak('#next', 5, 260), 'five clicks, the same three lamps', { state: 'end' }),
    ],
  },
];
