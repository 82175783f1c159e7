/**
 * Trusted Types: a collector's policy lets a text become the address of a script only by a rule of this name. Markup and
 * code have no rule, so that no text can become either.
 */

/** The part of the browser's factory we use; TypeScript's own types of the page do not know it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { readonly createScriptURL: (url: string) => string };
}

/** Made on first use: a browser lets a name be taken once per document. */
let rule: ((url: string) => string) | undefined;

function ownScript(url: string): string {
  if (new URL(url, location.href).origin !== location.origin)
    throw new TypeError('A script of another site is not started here.');
  return url;
}

/** The address of one of this page's own scripts as a worker takes it, where the policy demands a trusted one as well. */
export function trustedScript(url: string): string {
  if (!rule) {
    const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
    const policy = trustedTypes?.createPolicy('watchglass', { createScriptURL: ownScript });
    rule = policy ? (text) => policy.createScriptURL(text) : ownScript;
  }
  return rule(url);
}
