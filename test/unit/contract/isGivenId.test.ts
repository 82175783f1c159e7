import { isGivenId } from '@watchglass/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** Ids that people gave, as found in hand-written pages and templates. */
const given = `add-to-cart main-nav field_name email password username checkout buy submitBtn product-list cart-total
footer header top page-top content main app root ng-app j_username loginForm loginForm_email user.name searchInput
search_query newsletter_email accordionExample collapseOne carouselExampleIndicators flexCheckDefault v-pills-home
ion-app react-root svelte mui-root ember-app mat-toolbar swiper-wrapper w-nav ez-toc-container comments respond primary
site-navigation colophon masthead Field-numberInput rc-anchor-container année naïve-id 购买 カート`
  .split(/\s+/)
  .filter(Boolean);

/** Ids that people gave, but that a rule cannot tell from a counter or a mark of a program: passed over. */
const doubtful = `step2 h1-title __next __nuxt ___gatsby section-1 tab1 col-md-6 nav-item-10 step1Button html5video
i18nSwitch base64input covid19banner q12 form:email billing_address_line2 select2 wp-block-search__input-1 menu-item-42
error-404 room101 main- -main .main`
  .split(/\s+/)
  .filter(Boolean);

/** Ids that programs made, by the libraries that make them. */
const made: Record<string, string[]> = {
  'React useId': [':r1:', ':R1abm:', '«r1»', '_r_1_', '_R_2mH1_', ':r1:-label', 'menu-button-:r3:'],
  // counters in base 32, of which some are letters alone
  'React useId without a digit': [':rk:', ':R:', '«rk»', '_r_k_', '_R_m_', 'menu-:rk:', 'menu-«rk»', 'tab-_r_k_-panel'],
  Radix: [
    'radix-7',
    'radix-:r1:',
    'radix-«r4»',
    'radix-_r_1_-trigger-a',
    'radix-vue-dialog-1',
    'reka-dialog-title-v-1',
  ],
  'Headless UI': ['headlessui-menu-3', 'headlessui-menu-button-:r3:', 'headlessui-listbox-button-v-0-1'],
  'React Aria, Select, Tabs': ['react-aria-2', 'react-aria5434-:r1:', 'react-select-2-input', 'react-tabs-1'],
  MUI: ['mui-123', 'mui-4', 'mui-p-93726-T-1', ':r2:-helper-text'],
  'Mantine and Chakra': ['mantine-r3k2j1x-target', 'chakra-modal-3', 'accordion-button-:r9:'],
  'Angular Material': ['mat-input-4', 'mat-mdc-form-field-label-2', 'cdk-overlay-0', 'mat-tab-label-0-1', 'ngb-nav-0'],
  Ember: ['ember123', 'ember4'],
  'Vuetify and Vue': ['input-12', 'v-menu-4', 'v-0', 'v-0-1-2', 'input-204'],
  PrimeVue: ['pv_id_3_1_header', 'pn_id_12', 'pr_id_1'],
  'Element, Ant': ['el-id-1024-3', 'rc-tabs-0-panel-1', 'rc_select_3', 'rc-menu-uuid-12345-1-x'],
  'older toolkits': ['ext-gen1234', 'ext-comp-1001', 'yui_3_18_1_1_1712'],
  jQuery: ['ui-id-5'],
  others: ['__BVID__12', 'downshift-0-input', 'floating-ui-12'],
  'site builders': ['w-node-b2c1', 'comp-kq3xyz12', 'block-yui_3_17_2_1'],
  hashes: ['css-1q2w3e', 'a1b2c3', 'f81d4fae', 'btn-9f8e7d6c', 'x-k3j9x0', 'V1StGXR8_Z5jdHi6B-myT', '65a1f0c2e4b0'],
  UUIDs: ['f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'id-deadbeef-cafe-4abe-face-feedfacefeed', '0b7c3b1e'],
  numbers: ['123', '42', 'post-20481', 'item_99999', '1-2', 'row1000'],
  nonsense: ['two words', '', ' ', 'a\nb', 'a/b', 'jane@example', 'a\u0000'],
};

describe('isGivenId', () => {
  test.each(given)('%s was given by a person', (id) => expect(isGivenId(id)).toBe(true));
  test.each(doubtful)('%s is passed over', (id) => expect(isGivenId(id)).toBe(false));
  test.each(Object.entries(made).flatMap(([library, ids]) => ids.map((id) => [library, id] as const)))(
    '%s: %s was made by a program',
    (_, id) => expect(isGivenId(id)).toBe(false),
  );
  test('whatever holds a digit, a blank or a colon is passed over', () => {
    const text = fc.string({ unit: 'binary', maxLength: 100 });
    fc.assert(
      fc.property(text, fc.stringMatching(/^[\d\s:]$/), text, (before, mark, after) => {
        expect(isGivenId(before + mark + after)).toBe(false);
      }),
    );
  });
  test('words between single marks are given', () => {
    const word = fc.stringMatching(/^[a-zA-Zäß购カ]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.constantFrom('-', '_', '.'), (words, mark) => {
        expect(isGivenId(words.join(mark))).toBe(true);
      }),
    );
  });
});
