// What the script of a visitor does to a TodoMVC app. It runs in the page: nothing from outside of the function.

/**
 * Adds items, completes them, goes through the filters and removes the items, `cycles` times. `taking` is the event by
 * which the app takes an item. Rejects when the app does not follow.
 */
export async function work({ taking, items, cycles }) {
  const list = '#todo-list > li, .todo-list > li';
  const all = () => document.querySelectorAll(list);
  const completed = () => document.querySelectorAll('li.completed, li.done').length;
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const until = async (what, isSo) => {
    for (const limit = performance.now() + 30_000; !isSo(); await frame()) {
      if (performance.now() > limit) throw new Error(`the app did not come to ${what}: ${all().length} items`);
    }
  };
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const enter = { bubbles: true, cancelable: true, key: 'Enter', code: 'Enter', keyCode: 13, which: 13 };
  const add = (text) => {
    const field = document.querySelector('#new-todo, .new-todo');
    // frameworks watch the property of their element
    setValue.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const isKey = taking.startsWith('key');
    const target = taking === 'submit' ? field.form : field;
    target.dispatchEvent(
      isKey ? new KeyboardEvent(taking, enter) : new Event(taking, { bubbles: true, cancelable: true }),
    );
  };
  const filter = async (name, count) => {
    [...document.querySelectorAll('#filters a, .filters a')].find((link) => link.textContent.trim() === name).click();
    await until(`${name}: ${count}`, () => [...all()].filter((item) => item.offsetHeight > 0).length === count);
  };
  for (let cycle = 0; cycle < cycles; cycle++) {
    for (let n = 0; n < items; n++) {
      add(`Thing ${cycle}/${n}`);
      // some draw in a task of their own
      if (n % 10 === 9) await frame();
    }
    await until(`${items} items`, () => all().length === items);
    for (let n = 0; n < items; n++) {
      // looked up anew: some draw the list again
      all()[n].querySelector('.toggle').click();
      if (n % 10 === 9) await frame();
    }
    await until(`${items} completed`, () => completed() === items);
    await filter('Active', 0);
    await filter('Completed', items);
    await filter('All', items);
    for (let n = 0; n < items; n++) {
      // from the end: right for those that remove it at once and for those that do so in a task of their own
      all()[items - 1 - n].querySelector('.destroy').click();
      if (n % 10 === 9) await frame();
    }
    await until('an empty list', () => all().length === 0);
  }
  // some send clicks only with an error that comes after them
  setTimeout(() => {
    throw new Error('The kettle is empty');
  });
  await frame();
}
