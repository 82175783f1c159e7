/** What the shop calls on the page's Watchglass client: the stub queues the same calls until the tag has loaded. */
export {};

declare global {
  interface Window {
    watchglass?: {
      track(name: string, properties?: Record<string, string | number>): void;
      identify(user: string, traits?: Record<string, string | number>): void;
    };
  }
}
