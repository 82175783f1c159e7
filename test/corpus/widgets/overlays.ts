/** Dialogs, toasts, banners, and layers that swallow clicks. */
import { clock, slides } from '../background.ts';
import { dead, nothingDue, once, rage, streak, type Widget, works } from '../widget.ts';

export const overlays: readonly Widget[] = [
  {
    name: 'dialog',
    family: 'overlays',
    html: `${slides}<main><button id="open">Delete account</button> <button id="help">Help</button><dialog id="dialog"><p id="question">Are you sure?</p><button id="no">No</button> <button id="yes">Yes</button></dialog></main>
      <script>on('#open', () => $('#dialog').showModal()); on('#no', () => $('#dialog').close()); on('#help', () => { document.body.dispatchEvent(new CustomEvent('help')); });
        if (state === 'open') $('#dialog').showModal();</script>`,
    interactions: [
      works('opened', once('#open'), 'the dialog is shown'),
      works('closed', once('#no'), 'the dialog goes', { state: 'open' }),
      nothingDue(
        'backdrop of a dialog that asks',
        once({ on: 'main', x: 0.9, y: 0.9 }),
        'a question that wants an answer stays',
        { state: 'open' },
      ),
      dead('yes', once('#yes'), 'the button that matters has no handler', { state: 'open' }),
      dead('help', once('#help'), 'an event that nobody listens to'),
      rage('yes hammered', streak('#yes', 5, 220), 'five times yes', { state: 'open' }),
    ],
  },
  {
    name: 'layer that stayed',
    family: 'overlays',
    html: `${clock}<main><button id="buy">Buy now</button> <button id="above" style="position:relative;z-index:20">Close hint</button><p id="note">Ready</p></main>
      <div id="veil" style="position:fixed;inset:0;z-index:10"></div>
      <script>on('#buy', () => { $('#note').textContent = 'Bought'; }); on('#above', () => { $('#above').remove(); }); if (state === 'free') $('#veil').remove();</script>`,
    interactions: [
      works('without the layer', once('#buy'), 'Bought', { state: 'free' }),
      works('above the layer', once('#above'), 'the hint goes'),
      dead('below the layer', once('#buy'), 'an invisible layer takes the click that was meant for the button'),
      rage('below the layer, hammered', streak('#buy', 6, 170), 'six clicks that never reach Buy now'),
    ],
  },
  {
    name: 'toasts and a banner',
    family: 'overlays',
    html: `<style>#stack { position: fixed; right: 16px; top: 60px; width: 260px } #stack div { height: 48px; margin-bottom: 8px; background: #333; color: #fff; display: flex; justify-content: space-between } #banner { position: fixed; left: 0; right: 0; bottom: 0; background: #fff; border-top: 1px solid #999; padding: 16px }</style>
      <main><h1 id="headline">News</h1></main><div id="stack"></div><div id="banner">We use cookies. <button id="accept">Accept</button> <button id="reject">Reject</button></div>
      <script>for (let i = 1; i <= 6; i += 1) { const one = document.createElement('div'); one.textContent = 'Notice ' + i; const x = document.createElement('button'); x.textContent = 'x'; x.className = 'close'; x.setAttribute('aria-label', 'Close'); x.onclick = () => one.remove(); one.append(x); $('#stack').append(one); }
        on('#accept', () => { document.cookie = 'consent=1'; $('#banner').style.display = 'none'; }); on('#reject', () => { document.cookie = 'consent=0'; });</script>`,
    interactions: [
      works('accepted', once('#accept'), 'the banner goes'),
      works('notice closed', once('.close'), 'the first notice goes and the others move up'),
      works('all notices closed', streak('.close', 6, 210), 'one after the other, at the same place'),
      nothingDue('headline', once('#headline'), 'plain text'),
      dead('rejected', once('#reject'), 'a cookie is set and the banner stays'),
      rage('rejected, hammered', streak('#reject', 5, 180), 'five times Reject, the banner stays'),
    ],
  },
];
