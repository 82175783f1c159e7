import { init } from 'watchglass';

/** The app's own events: `track` checks names and properties. */
interface Events {
  note_added: { length: number };
}

const watchglass = init<Events>({
  key: 'pk_example',
  endpoint: import.meta.env.VITE_WATCHGLASS_ENDPOINT,
  release: '1.0.0',
});

const main = document.querySelector('#main');

function notes(): Node[] {
  const add = document.createElement('button');
  add.id = 'add-note';
  add.textContent = 'Add a note';
  const list = document.createElement('ul');
  add.addEventListener('click', () => {
    const note = document.createElement('li');
    note.textContent = `Note ${list.children.length + 1}`;
    list.append(note);
    watchglass.track('note_added', { length: note.textContent.length });
  });
  return [add, list];
}

function about(): Node[] {
  const words = document.createElement('p');
  words.textContent = 'Page views of a single-page app need no call: the history is watched.';
  return [words];
}

function show(): void {
  const name = location.pathname.endsWith('/about') ? 'About' : 'Notes';
  document.title = `${name} · Vite example`;
  const title = document.createElement('h1');
  title.textContent = name;
  main?.replaceChildren(title, ...(name === 'About' ? about() : notes()));
}

for (const link of document.querySelectorAll('nav a')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    history.pushState(null, '', `${import.meta.env.BASE_URL}${link.id === 'to-about' ? 'about' : ''}`);
    show();
  });
}
addEventListener('popstate', show);
show();
