/** Links of a footer and of results: to places, files, tabs and nowhere. */
import { slides } from '../../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../../widget.ts';
import { ages, trending } from './background.ts';

export const links: readonly Widget[] = [
  {
    name: 'page of a conference',
    family: 'links',
    html: `${trending}<main style="min-height:2000px"><div style="position:sticky;top:0;background:#fff" class="row"><a href="#venue" id="to-venue">Venue</a> <button id="to-talks">Talks</button> <a href="#!" id="to-sponsors">Sponsors</a> <button id="press">Press kit</button> <button id="ics">Add to calendar</button> <a href="#speakers" id="to-speakers">Speakers</a></div><p id="intro">Two days in May.</p><h2 id="talks" style="margin-top:800px">Talks</h2><h2 id="venue" style="margin-top:500px">Venue</h2></main>
      <script>on('#to-talks', () => $('#talks').scrollIntoView({ behavior: 'smooth', block: 'start' })); on('#press', () => window.open('/elsewhere?press', '_blank'));
        on('#ics', () => { const link = document.createElement('a'); link.href = URL.createObjectURL(new Blob(['BEGIN:VCALENDAR'], { type: 'text/calendar' })); link.download = 'days.ics'; link.click(); });
        on('#to-speakers', (e) => { e.preventDefault(); const place = document.getElementById('speakers'); if (place) place.scrollIntoView(); });</script>`,
    interactions: [
      works('venue', once('#to-venue'), 'the browser scrolls there'),
      works('talks', once('#to-talks'), 'a script scrolls there smoothly'),
      works('press kit', once('#press'), 'a tab of its own, by script'),
      works('calendar', once('#ics'), 'a file that the page made itself'),
      nothingDue('intro', once('#intro'), 'a line of text'),
      dead('sponsors', once('#to-sponsors'), 'a hash that names nothing'),
      rage('speakers hammered', streak('#to-speakers', 5, 210), 'the chapter was taken out, the link was not'),
      dead('speakers', once('#to-speakers'), 'the chapter was taken out, the link was not'),
      rage('sponsors hammered', streak('#to-sponsors', 6, 170), 'six clicks on Sponsors'),
    ],
  },
  {
    name: 'results of a search',
    family: 'links',
    html: `${slides}${ages}<style>.hit { cursor: pointer } .hit:hover { box-shadow: 0 1px 6px #999 } .hit a { color: #06c }</style>
      <main><article class="card hit" data-to="/elsewhere?1" id="one"><a href="/elsewhere?1" id="title">Flat, two rooms</a><p>Near the park</p></article><article class="card hit" id="two"><b style="color:#06c">Flat, three rooms</b><p>New, by the river</p></article><p><a href="/slow?ms=1500" id="next">Next page</a> <a href="/file.csv" id="all">All results as a file</a></p></main>
      <script>on('.hit', (e) => { const { to } = e.currentTarget.dataset; if (to && !e.target.closest('a')) setTimeout(() => location.assign(to), 150); });</script>`,
    interactions: [
      works('card', once({ on: '#one', x: 0.8 }), 'the whole card is a link, by script'),
      works('title', once('#title'), 'the link inside'),
      works('title in another tab', (user) => user.click('#title', { button: 'middle' }), 'a tab behind this one'),
      works('file', once('#all'), 'the server gives a file'),
      works('next page', once('#next'), 'the page comes after 1.5 s'),
      dead('card without an address', once('#two'), 'rises under the pointer like the other and leads nowhere'),
      rage(
        'card without an address, here and there',
        async (user) => {
          await user.click({ on: '#two', x: 0.2, y: 0.3 }, { count: 2, gapMs: 190 });
          await user.click({ on: '#two', x: 0.5, y: 0.6 }, { count: 3, gapMs: 190 });
        },
        'on its title, then on its text',
      ),
    ],
  },
];
