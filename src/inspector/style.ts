/** The inspector's looks, as a sheet that a strict policy lets a script construct. */

/** Colours have a contrast of at least 4.5 on their ground. Nothing in a list moves: a shift would be the page's. */
export const sheetText = `
:host {
  all: initial !important;
  position: fixed !important;
  right: 8px !important;
  bottom: 8px !important;
  z-index: 2147483647 !important;
  width: min(440px, calc(100vw - 16px)) !important;
  pointer-events: none !important;
  --surface: #fff; --ink: #1b1f24; --muted: #59636e; --line: #d1d9e0; --accent: #0b5cad; --bad: #b42318;
}
@media (prefers-color-scheme: dark) {
  :host { --surface: #16191d; --ink: #e6e9ed; --muted: #9aa4af; --line: #343b44; --accent: #7db8ff; --bad: #ff9a8f; }
}
@media print { :host { display: none !important; } }
section, button { font: 12px/16px system-ui, sans-serif; color: var(--ink); }
section {
  display: flex; flex-direction: column; box-sizing: border-box; width: 100%; height: min(380px, 60vh);
  background: var(--surface); border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 4px 16px #0004;
  font-variant-numeric: tabular-nums; pointer-events: auto; contain: strict; overflow: hidden;
}
header, nav { display: flex; flex: none; align-items: center; border-bottom: 1px solid var(--line); }
header { padding-left: 12px; }
h2 { flex: 1; margin: 0; font-size: 14px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
button { min-height: 40px; padding: 0 12px; border: 0; background: none; cursor: pointer; }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
nav button { flex: 1; color: var(--muted); border-bottom: 2px solid transparent; }
nav button[aria-selected=true] { color: var(--accent); border-color: var(--accent); font-weight: 600; }
.pill {
  display: block; margin-left: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 20px;
  box-shadow: 0 2px 8px #0004; pointer-events: auto;
}
[hidden] { display: none; }
div { flex: 1; min-height: 0; overflow: auto; overscroll-behavior: contain; padding: 4px 12px 8px; }
p { margin: 4px 0 8px; color: var(--muted); }
ol, dl { margin: 0; padding: 0; list-style: none; }
li { display: grid; grid-template-columns: 64px 104px 1fr; gap: 8px; height: 24px; align-items: center; }
li span { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
li span:first-child { color: var(--muted); }
li span:nth-child(2) { font-weight: 600; }
dl { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 6px 12px; }
dt { overflow-wrap: anywhere; }
dt small { display: block; font-size: 12px; color: var(--muted); }
dd { margin: 0; text-align: right; overflow-wrap: anywhere; max-width: 220px; }
.bad { color: var(--bad); }
`;
