/** What is off, what says so, and what does not. */
import { countdown, slides } from '../background.ts';
import { dead, impatient, nothingDue, once, rage, streak, type Widget, works } from '../widget.ts';

export const disabled: readonly Widget[] = [
  {
    name: 'terms',
    family: 'disabled',
    html: `${slides}<main><label id="label"><input type="checkbox" id="agree"> I agree to the terms</label><button id="go" disabled>Continue</button> <p>Agree to go on.</p><p id="done"></p><div class="button off" id="skip">Skip</div></main>
      <script>on('#agree', () => { $('#go').disabled = !$('#agree').checked; }, 'change'); on('#go', () => { $('#done').textContent = 'Step 2'; });</script>`,
    interactions: [
      works('agreed', once('#agree'), 'the box is ticked and the button comes alive'),
      works(
        'agreed and went on',
        async (user) => {
          await user.click('#agree');
          await user.rest(300);
          await user.click('#go');
        },
        'Step 2',
      ),
      nothingDue('disabled button', once('#go'), 'greyed out, and a line says why'),
      dead('grey div', once('#skip'), 'grey, but no reason why, and nothing says that it is off'),
      rage('grey div hammered', streak('#skip', 5, 190), 'five clicks on Skip'),
    ],
  },
  {
    name: 'seats',
    family: 'disabled',
    html: `<style>.seat[aria-disabled=true] { background: #ddd; color: #aaa; cursor: not-allowed } .seat.mine { background: #9d9 }</style><main><div class="row"><button class="seat" id="a1">A1</button><button class="seat" id="a2" aria-disabled="true" title="Taken">A2</button><button class="seat" id="a3">A3</button></div><button id="next" style="pointer-events:none">Next</button></main>
      <script>on('.seat', (e) => { if (e.currentTarget.getAttribute('aria-disabled') || e.currentTarget.id === 'a3') return; e.currentTarget.classList.toggle('mine'); });</script>`,
    interactions: [
      works('seat', once('#a1'), 'the seat turns green'),
      works('seat taken and given back', streak('#a1', 4, 420), 'cannot decide'),
      nothingDue('taken seat', once('#a2'), 'grey, crossed cursor, a title that says Taken'),
      dead('seat that looks free', once('#a3'), 'looks like A1 and is not taken'),
      dead('button that lets clicks through', once('#next'), 'pointer-events: none on a button that looks alive'),
      rage('seat that looks free, hammered', streak('#a3', 6, 170), 'six clicks on a free seat'),
      rage(
        'button that lets clicks through, hammered',
        streak('#next', 5, 200),
        'five clicks on Next that land on the page',
      ),
    ],
  },
  {
    name: 'resend the code',
    family: 'disabled',
    html: `${countdown}<main><p id="why">You can ask for a new code in a minute.</p><button id="resend" disabled>Resend code</button> <button id="call">Call me instead</button> <button id="edit">Edit number</button><p id="form"></p></main>
      <script>on('#call', () => { if (window.calls++ > 0) toast('Calling'); }); on('#edit', () => { const input = document.createElement('input'); $('#form').replaceChildren(input); input.focus(); });</script>`,
    interactions: [
      works('edit', once('#edit'), 'a field comes and has the caret'),
      nothingDue('resend', once('#resend'), 'greyed out, and a line says when'),
      nothingDue('reason', once('#why'), 'plain text'),
      impatient(
        'resend hammered',
        streak('#resend', 6, 200),
        'no answer was due from a disabled button, and the visitor hammers it',
        { nothingDue: true },
      ),
      dead('call', once('#call'), 'undefined plus one is never more than nought'),
      rage('call hammered', streak('#call', 5, 180), 'five clicks, no call'),
    ],
  },
];
