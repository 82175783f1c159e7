import { init } from 'watchglass';

/** One client for the whole app; importing this module twice still gives the same one. */
export const watchglass = init({
  key: 'pk_example',
  endpoint: import.meta.env.VITE_WATCHGLASS_ENDPOINT,
  release: '1.0.0',
});
