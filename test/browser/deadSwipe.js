// What a page does with swipes: nothing, at once, at the end, by itself as well, or elsewhere.
const of = (id) => document.getElementById(id);
const place = (id, x) => {
  of(id).firstElementChild.style.transform = `translateX(${x}px)`;
};
let from = 0;
addEventListener('touchstart', (event) => {
  from = event.touches[0].clientX;
});
for (const id of ['follows', 'restless'])
  of(id).addEventListener('touchmove', (event) => place(id, event.touches[0].clientX - from));
of('late').addEventListener('touchend', () => place('late', -350));
let turn = 0;
setInterval(() => place('restless', -350 * (turn++ % 3)), 250);
of('elsewhere').addEventListener('touchend', () => {
  setTimeout(() => {
    of('drawer').textContent = 'Menu';
  }, 100);
});
