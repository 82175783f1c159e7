/** Types of browsers.mjs for the test room. */
export interface FoundBrowser {
  executablePath: string;
  channel?: string;
  miniBrowser?: string;
}
export type EngineName = 'chromium' | 'firefox' | 'webkit';
export const engineNames: EngineName[];
export function findBrowser(name: EngineName): Promise<FoundBrowser | undefined>;
export function ensureBrowsers(names: EngineName[]): Promise<Partial<Record<EngineName, FoundBrowser>>>;
export const chromiumArgs: string[];
export function launchOptions(
  name: EngineName,
  browser: FoundBrowser,
): { executablePath: string; channel?: string; args?: string[] };
