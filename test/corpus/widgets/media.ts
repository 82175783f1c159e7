/** Players and galleries. */
import { clock, counters } from '../background.ts';
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../widget.ts';

/** A second of silence, so that players need no file. */
export const SILENCE = `const silence = () => { const bytes = new Uint8Array(44 + 80000).fill(128); const view = new DataView(bytes.buffer); const text = (at, s) => [...s].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF'); view.setUint32(4, 80036, true); text(8, 'WAVEfmt '); view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, 8000, true); view.setUint32(28, 8000, true); view.setUint16(32, 1, true); view.setUint16(34, 8, true); text(36, 'data'); view.setUint32(40, 80000, true);
  return URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' })); };`;

export const media: readonly Widget[] = [
  {
    name: 'audio of the browser',
    family: 'media',
    html: `${counters}<main><audio controls id="audio" style="width:400px"></audio><div class="row"><button id="speed">1.5&times;</button> <button id="transcript">Transcript</button></div></main>
      <script>${SILENCE} $('#audio').src = silence(); on('#speed', () => { $('#audio').playbackRate = 1.5; $('#speed').setAttribute('aria-pressed', 'true'); $('#speed').style.fontWeight = 'bold'; });</script>`,
    interactions: [
      works('play', once({ on: '#audio', x: 0.07 }), 'it plays; the controls are the browser’s own'),
      works('play and pause', streak({ on: '#audio', x: 0.07 }, 4, 450), 'starts and stops'),
      works('speed', once('#speed'), 'the button is bold and the rate is another'),
      dead('transcript', once('#transcript'), 'no handler, live numbers'),
      rage('transcript hammered', streak('#transcript', 5, 200), 'five clicks, no transcript'),
    ],
  },
  {
    name: 'player of a site',
    family: 'media',
    html: `<main><audio id="audio"></audio><div class="row"><button id="play" aria-label="Play">&#9654;</button><button id="forward">+10 s</button><span id="at">0</span><button id="subtitles">CC</button></div></main>
      <script>${SILENCE} const audio = $('#audio'); audio.src = silence(); on('#play', () => (audio.paused ? audio.play() : audio.pause())); audio.onplay = () => { $('#play').textContent = '\\u2016'; }; audio.onpause = () => { $('#play').textContent = '\\u25b6'; };
        let at = 0; on('#forward', () => { at += 10; $('#at').textContent = at; audio.currentTime = at % 9; }); on('#subtitles', () => { const track = audio.textTracks[0]; if (track) track.mode = 'showing'; });</script>`,
    interactions: [
      works('play', once('#play'), 'the sign changes and it plays'),
      works('forward and forward', streak('#forward', 8, 190), 'skips the advertisement'),
      works('double click', twice('#play'), 'plays and stops'),
      dead('subtitles', once('#subtitles'), 'there are none, and nothing says so'),
      rage('subtitles hammered', streak('#subtitles', 5, 180), 'five clicks, no subtitles'),
    ],
  },
  {
    name: 'gallery',
    family: 'media',
    html: `${clock}<style>#strip { display: flex; overflow: hidden; width: 300px; scroll-behavior: smooth } #strip div { min-width: 300px; height: 120px; font-size: 48px; background: #def }</style>
      <main><div id="strip"><div>1</div><div>2</div><div>3</div><div>4</div><div>5</div></div><div class="row"><button id="back">&#8249;</button><button id="forth">&#8250;</button><button id="full" aria-label="Full screen">&#9974;</button><button id="sound">Sound</button></div><p id="caption">Photographs by Ann.</p></main>
      <script>on('#forth', () => { $('#strip').scrollLeft += 300; }); on('#back', () => { $('#strip').scrollLeft -= 300; });
        on('#sound', () => { const audio = new AudioContext(), tone = audio.createOscillator(); tone.connect(audio.destination); tone.start(); tone.stop(audio.currentTime + 0.2); });</script>`,
    interactions: [
      works('next', once('#forth'), 'the strip scrolls, nothing else changes'),
      works('next, next, next', streak('#forth', 4, 330), 'leafs to the end'),
      works('sound', once('#sound'), 'a tone, nothing to see'),
      nothingDue('caption', once('#caption'), 'plain text'),
      dead('full screen', once('#full'), 'a button without a handler'),
      rage('full screen hammered', streak('#full', 5, 200), 'five clicks, the picture stays small'),
    ],
  },
];
