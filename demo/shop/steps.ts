/** The five steps of the checkout: what each shows, and where it leads. */
import { empty, itemCount } from './basket.ts';
import { h, shopUrl } from './dom.ts';
import { choice, field, goButton, stepForm } from './fields.ts';
import { answer, order, orderTotal, place, placed } from './order.ts';
import { currency, money } from './products.ts';
import { loadRates, type Rate } from './rates.ts';

/** Names of the steps, in order; each has a folder of its own, so that a reload finds it. */
export const stepNames = ['contact', 'address', 'shipping', 'payment', 'done'] as const;

/** Name of a step. */
export type StepName = (typeof stepNames)[number];

/** Words of a step in the progress line, and its heading. */
export const stepWords: Readonly<Record<StepName, readonly [short: string, title: string]>> = {
  contact: ['You', 'Who is it for?'],
  address: ['Address', 'Where shall it go?'],
  shipping: ['Delivery', 'How fast?'],
  payment: ['Payment', 'How would you like to pay?'],
  done: ['Done', 'Thank you'],
};

/** Leads to another step. */
export type Go = (step: StepName) => void;

const text = (answers: FormData, name: string): string => String(answers.get(name) ?? '').trim();

function contact(go: Go): Node[] {
  const now = order();
  return [
    h('p', { class: 'muted' }, 'No account needed. A customer number is enough, and any will do.'),
    stepForm(
      'contact',
      (answers) => {
        answer({ customer: text(answers, 'customer').toUpperCase(), name: text(answers, 'name') });
        window.watchglass?.identify(order().customer);
        go('address');
      },
      field(
        'Customer number',
        'customer',
        now.customer,
        { pattern: '[Ff][Ww]-[0-9]{4}', title: 'FW- and four digits', autocomplete: 'off', placeholder: 'FW-1042' },
        'FW- and four digits. No number yet? Make one up.',
      ),
      field('Name on the parcel', 'name', now.name, { autocomplete: 'name' }),
      goButton('Continue to address', 'contact-continue'),
    ),
  ];
}

// On phones this box stands between the fields and the button, which ends up far below the screen: a fault on purpose.
const promise = (): HTMLElement =>
  h(
    'aside',
    { class: 'promise', 'data-testid': 'promise', 'aria-label': 'Our promise' },
    h('img', { src: shopUrl('art/trestle-stand.svg'), alt: '', width: '400', height: '400' }),
    h('h2', {}, 'Our promise'),
    h(
      'ul',
      {},
      h('li', {}, 'Packed by the person who made it, with their name on the slip.'),
      h('li', {}, 'Paper and crosswords only. The tape is paper as well.'),
      h('li', {}, 'Broken on arrival? A photo is enough, a new one leaves the same day.'),
      h('li', {}, 'Sixty days to change your mind. We pay the way back.'),
      h('li', {}, 'We write once when it leaves and once when it should be there. Never else.'),
    ),
  );

function address(go: Go): Node[] {
  const now = order();
  const countries = ['Ireland', 'Norway', 'Portugal', 'Slovenia'].map((name) =>
    h('option', name === now.country ? { selected: '' } : {}, name),
  );
  const form = stepForm(
    'address',
    (answers) => {
      answer({
        street: text(answers, 'street'),
        postcode: text(answers, 'postcode'),
        town: text(answers, 'town'),
        country: text(answers, 'country'),
      });
      go('shipping');
    },
    h(
      'div',
      { class: 'step-form' },
      field('Street and number', 'street', now.street, { autocomplete: 'street-address' }),
      h(
        'div',
        { class: 'pair' },
        field('Postcode', 'postcode', now.postcode, { autocomplete: 'postal-code' }),
        field('Town', 'town', now.town, { autocomplete: 'address-level2' }),
      ),
      h(
        'div',
        { class: 'field' },
        h('label', { for: 'field-country' }, 'Country'),
        h('select', { id: 'field-country', name: 'country', 'data-testid': 'field-country' }, ...countries),
      ),
    ),
    promise(),
    goButton('Continue to delivery', 'address-continue'),
  );
  form.classList.add('with-promise');
  return [form];
}

function shipping(go: Go): Node[] {
  const choices = h('div', { class: 'choices', role: 'radiogroup', 'aria-label': 'Delivery', 'aria-busy': 'true' });
  let known: readonly Rate[] = [];
  const show = (rates: readonly Rate[]): void => {
    known = rates;
    const chosen = order().rate?.id ?? rates[0]?.id;
    const options = rates.map((one) =>
      choice('rate', one.id, one.name, one.days, one.price === 0 ? 'free' : money(one.price), one.id === chosen),
    );
    choices.replaceChildren(...options);
    choices.removeAttribute('aria-busy');
    form.replaceChildren(choices, goButton('Continue to payment', 'shipping-continue'));
  };
  const load = (): void => {
    choices.replaceChildren(h('p', { class: 'muted' }, 'Asking the carrier …'));
    form.replaceChildren(choices);
    // The visitor is told, and the rejection stays unhandled, as in many a real shop: the demo's second fault.
    void loadRates().then(show, (reason: unknown) => {
      showFailure();
      throw reason;
    });
  };
  const showFailure = (): void => {
    const retry = h('button', { type: 'button', class: 'button second', 'data-testid': 'rates-retry' }, 'Try again');
    retry.addEventListener('click', load);
    const words = h('p', {}, 'We could not load the shipping rates. The carrier does not answer.');
    form.replaceChildren(h('div', { class: 'alert', role: 'alert', 'data-testid': 'rates-failed' }, words, retry));
  };
  const form = stepForm(
    'shipping',
    (answers) => {
      answer({ rate: known.find((one) => one.id === answers.get('rate')) ?? null });
      go('payment');
    },
    choices,
  );
  load();
  return [form];
}

function payment(go: Go): Node[] {
  if (itemCount() === 0) return [nothing('Your basket is empty, so there is nothing to pay.')];
  const terms = h('input', { type: 'checkbox', name: 'terms', required: '', 'data-testid': 'terms' });
  return [
    h('p', { class: 'muted' }, `You will pay ${money(orderTotal())}. Not really, of course.`),
    stepForm(
      'payment',
      (answers) => {
        answer({ pay: text(answers, 'pay') });
        const { items, total } = place();
        empty();
        window.watchglass?.track('order_placed', { value: total, currency, items });
        go('done');
      },
      h(
        'div',
        { class: 'choices', role: 'radiogroup', 'aria-label': 'Payment' },
        choice('pay', 'door', 'At the door', 'Cash, card or a cutting of something rare', '', true),
        choice('pay', 'invoice', 'By invoice', 'Fourteen days, on paper', '', false),
      ),
      h('label', { class: 'check' }, terms, 'I know that this shop is made up'),
      goButton('Place order', 'place-order'),
    ),
  ];
}

const nothing = (words: string): HTMLElement =>
  h(
    'div',
    {},
    h('p', { class: 'lead' }, words),
    h('a', { class: 'button', href: shopUrl('catalogue/') }, 'See the collection'),
  );

function done(): Node[] {
  const last = placed.get();
  if (!last) return [nothing('No order has been placed in this tab yet.')];
  return [
    h(
      'p',
      { class: 'lead' },
      `${last.name || 'Friend'}, your ${last.items === 1 ? 'thing is' : 'things are'} on the bench.`,
    ),
    h('p', { class: 'note' }, 'Order'),
    h('p', { class: 'number', 'data-testid': 'order-number' }, last.number),
    h('p', {}, `${last.items} ${last.items === 1 ? 'thing' : 'things'}, ${money(last.total)}.`),
    h('p', {}, h('a', { class: 'button', href: shopUrl(''), 'data-testid': 'back-home' }, 'Back to the shop')),
  ];
}

/** Content of each step below its heading. */
export const stepContent: Readonly<Record<StepName, (go: Go) => Node[]>> = {
  contact,
  address,
  shipping,
  payment,
  done,
};
