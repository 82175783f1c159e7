/** Answers within a second: a like, a name that is taken, an invoice. */
import { polling } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, twice, type Widget, works } from '../../widget.ts';
import { chatter } from './background.ts';

export const quickAsync: readonly Widget[] = [
  {
    name: 'photo that is liked',
    family: 'quickAsync',
    html: `${chatter}<style>#photo { width: 260px; height: 140px; background: linear-gradient(#8bd, #fda); position: relative; user-select: none } #photo .heart { position: absolute; left: 110px; top: 45px; font-size: 40px; color: #d33 } #acts button { border: 0; font-size: 18px }</style>
      <main><div id="photo"></div><div id="acts" class="row"><button id="like">&#9825; <span>41</span></button><button id="save">Save</button><button id="send">Send</button></div><p id="caption">Evening at the lake</p></main>
      <script>let liked = false, n = 41; const like = async (now) => { liked = now; n += now ? 1 : -1; $('#like').innerHTML = (now ? '\\u2665' : '\\u2661') + ' <span>' + n + '</span>'; await fetch('/api?ms=150', { method: 'POST' }); }; on('#like', () => like(!liked));
        on('#photo', () => { if (!liked) like(true); $('#photo').insertAdjacentHTML('beforeend', '<i class="heart">\\u2665</i>'); setTimeout(() => $('#photo .heart')?.remove(), 700); }, 'dblclick'); on('#save', async () => { await fetch('/api?ms=220', { method: 'POST' }); $('#save').textContent = 'Saved'; }); on('#send', async () => { const answer = await fetch('/api?ms=130&status=401', { method: 'POST' }); if (answer.ok) toast('Sent'); });</script>`,
    interactions: [
      works('liked', once('#like'), 'a full heart before the server answers'),
      works('liked by a double click', twice('#photo'), 'a large heart'),
      works('liked and not', streak('#like', 2, 800), 'full, empty'),
      works('saved', once('#save'), 'Saved after 220 ms'),
      nothingDue('photo', once('#photo'), 'one click on a picture'),
      dead('sent', once('#send'), 'signed out meanwhile, and nothing says so'),
      rage('sent, hammered', streak('#send', 5, 220), 'five clicks on Send'),
    ],
  },
  {
    name: 'name of a team',
    family: 'quickAsync',
    html: `${polling}<main><div class="row"><input id="name" value="lamps" aria-label="Name"><button id="check">Is it free?</button><span id="free"></span></div><div class="row"><button id="random">Another name</button><button id="logo">Make a logo</button><button id="create">Create</button></div><div id="team"></div></main>
      <script>on('#check', async () => { $('#free').textContent = '\\u2026'; await fetch('/api?ms=280'); $('#free').textContent = 'It is free'; }); const names = ['chairs', 'desks', 'shelves', 'rugs']; let i = 0; on('#random', async () => { await fetch('/api?ms=60'); $('#name').value = names[i++ % 4]; });
        on('#logo', async () => { const picture = await fetch('/api?ms=350').then((answer) => answer.json()); if (picture.src) $('#team').innerHTML = '<img src="' + picture.src + '">'; }); on('#create', async () => { await fetch('/api?ms=700', { method: 'POST' }); $('#team').innerHTML = '<h2>' + $('#name').value + '</h2>'; });</script>`,
    interactions: [
      works('free', once('#check'), 'three dots, then a word'),
      works('another name', once('#random'), 'the field has another word'),
      works('names tried', streak('#random', 4, 640), 'another word each time'),
      works('created', once('#create'), 'a heading after 700 ms'),
      works('created by a double click', twice('#create'), 'the same heading'),
      dead('logo', once('#logo'), 'the answer has no picture'),
      rage('logo hammered', streak('#logo', 4, 300), 'four clicks on Make a logo'),
    ],
  },
  {
    name: 'invoice to send',
    family: 'quickAsync',
    html: `<style>#spin { display: none } .busy #spin { display: inline-block; width: 12px; height: 12px; border: 2px solid #06c; border-right-color: transparent; border-radius: 8px; animation: turn .6s linear infinite } @keyframes turn { to { rotate: 360deg } } tr.paid td { color: #396 }</style>
      <main><table><tr id="i1"><td>Invoice 7</td><td class="is">open</td><td><button class="pay">Mark as paid</button></td></tr><tr id="i2"><td>Invoice 8</td><td class="is">open</td><td><button class="remind">Remind</button></td></tr></table><div class="row" id="acts"><button id="send">Send all</button><i id="spin"></i><button id="pdf">As PDF</button><button id="void">Void</button></div></main>
      <script>on('.pay', async (e) => { const row = e.currentTarget.closest('tr'); await fetch('/api?ms=90', { method: 'POST' }); row.className = row.className ? '' : 'paid'; $('.is', row).textContent = row.className ? 'paid' : 'open'; }); on('#send', async () => { $('#acts').className = 'row busy'; await fetch('/api?ms=850', { method: 'POST' }); $('#acts').className = 'row'; toast('Sent'); });
        on('#pdf', async () => { const file = await (await fetch('/file.csv')).blob(); const link = document.createElement('a'); link.href = URL.createObjectURL(file); link.download = 'invoice.pdf'; link.click(); }); on('.remind', () => fetch('/api?ms=200', { method: 'POST' })); on('#void', () => { if (!window.confirmBox) return; confirmBox.open(); });</script>`,
    interactions: [
      works('paid', once('.pay'), 'green after 90 ms'),
      works('paid and open again', streak('.pay', 2, 1000), 'green, black'),
      works('sent', once('#send'), 'it turns, then a word in the corner'),
      works('file', once('#pdf'), 'a file that was asked for first'),
      dead('remind', once('.remind'), 'the server knows, the visitor does not'),
      rage('void hammered', streak('#void', 7, 160), 'seven clicks on Void'),
      dead('void', once('#void'), 'the box that should ask is missing'),
      rage('remind hammered', streak('.remind', 4, 280), 'four clicks on Remind'),
    ],
  },
];
