/** A film with captions, a list of songs, a story of pictures. */
import { dead, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { SILENCE } from '../media.ts';
import { chatter, shadowClock } from './background.ts';

export const media: readonly Widget[] = [
  {
    name: 'film with captions',
    family: 'media',
    html: `${chatter}<style>#screen { width: 420px; height: 200px; background: #111; position: relative; color: #fff; overflow: hidden } #screen #cap { position: absolute; bottom: 44px; width: 100%; text-align: center } #controls { position: absolute; bottom: 0; left: 0; right: 0; height: 36px; background: #0009; display: flex; gap: 6px; align-items: center } #controls button { padding: 2px 8px } #seek { flex: 1; height: 10px; background: #555; cursor: pointer } #seek i { display: block; height: 10px; background: #e33; width: 0 } #speeds { position: absolute; right: 8px; bottom: 40px; background: #222 }</style>
      <main><div id="screen"><div id="cap" hidden>[music]</div><audio id="film"></audio><div id="speeds" hidden><div data-rate="0.5">half</div><div data-rate="2">double</div></div><div id="controls"><button id="play" aria-label="Play">&#9654;</button><div id="seek"><i></i></div><button id="cc">CC</button><button id="gear">&#9881;</button><button id="pip">&#10697;</button><button id="cast">Cast</button></div></div></main>
      <script>${SILENCE} const film = $('#film'); film.src = silence(); const toggle = () => film.paused ? film.play() : film.pause(); on('#play', toggle); on('#screen', (e) => e.target.id === 'screen' && toggle()); for (const type of ['play', 'pause']) film.addEventListener(type, () => { $('#play').innerHTML = film.paused ? '&#9654;' : '&#10074;&#10074;'; });
        on('#seek', (e) => { film.currentTime = (e.offsetX / $('#seek').clientWidth) * 10; $('#seek i').style.width = e.offsetX + 'px'; }, 'pointerdown'); on('#cc', () => { $('#cap').hidden = !$('#cap').hidden; }); on('#gear', () => { $('#speeds').hidden = !$('#speeds').hidden; }); on('#speeds', (e) => { film.playbackRate = Number(e.target.dataset.rate); $('#speeds').hidden = true; });
        on('#pip', async () => { try { await film.requestPictureInPicture(); } catch {} }); on('#cast', () => { const session = window.castFramework?.session; if (session) session.start(); });</script>`,
    interactions: [
      works('play', once('#play'), 'it plays'),
      works('play by a click on the picture', once({ on: '#screen', y: 0.3 }), 'it plays'),
      works('play and pause', streak('#play', 2, 1200), 'plays, stands'),
      works('captions on, off', streak('#cc', 2, 800), 'words come and go'),
      works('further', once({ on: '#seek', x: 0.6 }), 'the red line is longer'),
      dead('cast', once('#cast'), 'nothing to cast to, and nothing says so'),
      rage('cast hammered', streak('#cast', 5, 220), 'five clicks on Cast'),
      rage('small window hammered', streak('#pip', 4, 260), 'cannot be done, and the reason is swallowed'),
    ],
  },
  {
    name: 'list of songs',
    family: 'media',
    html: `<style>.song { padding: 6px 10px; width: 360px; display: flex; justify-content: space-between; cursor: default; user-select: none } .song:hover { background: #eee } .song.now { color: #086; font-weight: bold } .song.missing { opacity: .95 } .heart { cursor: pointer }</style>
      <main><audio id="audio"></audio><div id="songs"></div><div class="row"><button id="prev">&#9198;</button><button id="next">&#9197;</button><button id="shuffle">Shuffle</button><button id="lyrics">Lyrics</button></div><p id="now">Nothing plays</p></main>
      <script>${SILENCE} const audio = $('#audio'), names = ['Rain', 'Harbour', 'Night bus', 'Salt']; audio.src = silence(); let at = 0; const draw = () => { $('#songs').innerHTML = names.map((one, i) => '<div class="song' + (i === at && !audio.paused ? ' now' : '') + '" data-i="' + i + '"><span>' + one + '</span><span class="heart">\\u2661</span></div>').join(''); }; draw();
        const play = (i) => { at = (i + names.length) % names.length; audio.currentTime = 0; audio.play(); $('#now').textContent = names[at]; draw(); }; $('#songs').addEventListener('dblclick', (e) => { const song = e.target.closest('.song'); if (song && song.dataset.i !== '3') play(Number(song.dataset.i)); });
        $('#songs').addEventListener('click', (e) => { if (e.target.matches('.heart')) e.target.textContent = e.target.textContent === '\\u2661' ? '\\u2665' : '\\u2661'; }); on('#next', () => play(at + 1)); on('#prev', () => play(at - 1)); on('#shuffle', () => { names.sort(() => 0.5 - Math.random()).reverse(); names.push(names.shift()); draw(); }); on('#lyrics', () => fetch('/api?ms=200&status=404'));</script>`,
    interactions: [
      works('played by a double click', twice('[data-i="1"]'), 'the song is green and plays'),
      works('songs skipped', streak('#next', 4, 330), 'another song each time'),
      works('loved', once('[data-i="2"] .heart'), 'a full heart'),
      dead('song that cannot be played', twice({ on: '[data-i="3"]', x: 0.05 }), 'a line like the others, silent'),
      dead('lyrics', once('#lyrics'), 'there are none, and nothing says so'),
      rage('lyrics hammered', streak('#lyrics', 5, 190), 'five clicks on Lyrics'),
    ],
  },
  {
    name: 'story of pictures',
    family: 'media',
    html: `${shadowClock}<style>#rail { display: flex; width: 320px; height: 150px; overflow-x: auto; scroll-snap-type: x mandatory; scrollbar-width: none } #rail div { flex: 0 0 320px; scroll-snap-align: start; color: #fff; font-size: 24px } .thumb { width: 44px; height: 32px; padding: 0 }</style>
      <main><div id="rail" tabindex="-1"><div style="background:#844">One</div><div style="background:#484">Two</div><div style="background:#448">Three</div></div><div class="row"><button id="before" aria-label="Before">&#8592;</button><button id="after" aria-label="After">&#8594;</button><button class="thumb" data-i="0"></button><button class="thumb" data-i="2"></button><button id="whole">Whole screen</button></div><div class="row"><button id="info">Info</button><button id="sound">Sound</button></div><p id="data" hidden>Oslo, 2020</p></main>
      <script>const rail = $('#rail'); on('#after', () => rail.scrollBy({ left: 320, behavior: 'smooth' })); on('#before', () => rail.scrollBy({ left: -320, behavior: 'smooth' })); on('.thumb', (e) => rail.scrollTo({ left: 320 * e.currentTarget.dataset.i })); on('#info', () => { $('#data').hidden = !$('#data').hidden; });
        let context; on('#sound', () => { context ??= new AudioContext(); const tone = context.createOscillator(); tone.connect(context.destination); tone.start(); tone.stop(context.currentTime + 0.3); }); on('#whole', () => { const full = rail.webkitEnterFull; full?.call(rail); }); if (state === 'end') rail.scrollLeft = 640;</script>`,
    interactions: [
      works('after', once('#after'), 'the rail scrolls on'),
      works('after and after', streak('#after', 2, 900), 'the third picture'),
      works('small picture', once('[data-i="2"]'), 'straight to the third'),
      works('sound', once('#sound'), 'a tone; nothing is to be seen'),
      works('sound again', streak('#sound', 3, 700), 'three tones'),
      rage('after the last, hammered', streak('#after', 6, 230), 'six clicks on the arrow', { state: 'end' }),
      dead('after the last', once('#after'), 'the arrow looks alive, the rail is at its end', { state: 'end' }),
      dead('whole screen', once('#whole'), 'a name that only some browsers know'),
      rage('whole screen, hammered', streak('#whole', 5, 200), 'five clicks on Whole screen'),
    ],
  },
];
