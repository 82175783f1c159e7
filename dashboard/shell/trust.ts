/**
 * Trusted Types: where a collector's policy demands them, a text becomes a script's address only when it is one of this
 * page's own files. Text that would become markup or code is refused, because no rule for it is given.
 */

/** The part of the browser's factory we use; TypeScript's own types of the page do not know it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/** Lets the page start its workers under such a policy. Nothing where the browser knows no Trusted Types. */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  try {
    trustedTypes?.createPolicy('default', {
      createScriptURL: (url) => {
        if (new URL(url, document.baseURI).origin !== location.origin)
          throw new TypeError('A script of another site is not started here.');
        return url;
      },
    });
  } catch {
    // a policy that allows no rules at all: workers are refused, and the pages work without them
  }
}
