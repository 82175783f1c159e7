// forty rows, so that most of the pane has to be scrolled to
const list = document.getElementById('pane-list');
for (let row = 1; row <= 40; row++) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.textContent = `Row ${row}`;
  item.append(button);
  list.append(item);
}
