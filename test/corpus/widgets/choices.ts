/** Check boxes, radio cards, switches and their labels. */
import { feed, polling, slides } from '../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../widget.ts';

export const choices: readonly Widget[] = [
  {
    name: 'preferences',
    family: 'choices',
    html: `${polling}<main><label id="news-label"><input type="checkbox" id="news"> News by email</label><input type="radio" name="size" id="s"><label for="s" id="s-label" style="display:inline"> Small</label> <input type="radio" name="size" id="l"><label for="l" style="display:inline"> Large</label>
      <p><label for="sms-box" id="sms">News by text message</label></p></main>`,
    interactions: [
      works('label', once({ on: '#news-label', x: 0.1 }), 'the box is ticked, by CSS state alone'),
      works('ticked and unticked', streak('#news', 4, 380), 'cannot decide'),
      works('radio', once('#s-label'), 'the dot moves'),
      dead('label of nothing', once('#sms'), 'for names a box that is not there'),
      rage('label of nothing hammered', streak('#sms', 5, 200), 'five clicks, no tick, and the badge polls on'),
    ],
  },
  {
    name: 'plans',
    family: 'choices',
    html: `${slides}<style>.plan { cursor: pointer } .plan:has(:checked) { border-color: #06c; background: #eef } .plan input { position: absolute; opacity: 0 }</style>
      <main><label class="card plan" id="free"><input type="radio" name="plan"> Free</label><label class="card plan" id="pro"><input type="radio" name="plan"> Pro</label><div class="card plan" id="team">Team</div></main>`,
    interactions: [
      works('card', once('#pro'), 'the card is marked by :checked'),
      works(
        'one and the other',
        async (user) => {
          await user.click('#free');
          await user.rest(400);
          await user.click('#pro');
        },
        'compares',
      ),
      works('double click', (user) => user.doubleClick('#free'), 'marked at the first click'),
      dead('card without a radio', once('#team'), 'looks like the others and is not marked'),
      rage('card without a radio hammered', streak('#team', 4, 210), 'four clicks on Team'),
    ],
  },
  {
    name: 'switches',
    family: 'choices',
    html: `${feed}<style>.switch { width: 44px; height: 24px; border-radius: 12px; padding: 0; background: #ccc } .switch[aria-checked=true] { background: #2a2 } .switch.spin { opacity: .5 }</style>
      <main><div class="row">Dark mode <button role="switch" class="switch" id="dark" aria-checked="false" aria-label="Dark mode"></button></div>
      <div class="row">Two-factor <button role="switch" class="switch" id="factor" aria-checked="false" aria-label="Two-factor"></button></div>
      <div class="row">Sync <button role="switch" class="switch" id="sync" aria-checked="false" aria-label="Sync"></button></div><p id="hint">Changes are kept.</p></main>
      <script>on('#dark', (e) => e.currentTarget.setAttribute('aria-checked', String(e.currentTarget.getAttribute('aria-checked') === 'false')));
        on('#factor', async () => { await fetch('/api?ms=700'); $('#factor').setAttribute('aria-checked', 'true'); });
        on('#sync', async () => { await fetch('/api?ms=120&status=500').then((answer) => { if (!answer.ok) throw new Error('not synced'); $('#sync').setAttribute('aria-checked', 'true'); }); });</script>`,
    interactions: [
      works('switched', once('#dark'), 'aria-checked and the colour change'),
      works('there and back', streak('#dark', 6, 320), 'plays with the light'),
      works('by the server', once('#factor'), 'turns green after 700 ms'),
      nothingDue('hint', once('#hint'), 'plain text'),
      dead('refused by the server', once('#sync'), 'a rejection nobody handles, the switch stays grey'),
      rage('refused by the server, hammered', streak('#sync', 6, 190), 'six clicks, the switch stays grey'),
    ],
  },
];
