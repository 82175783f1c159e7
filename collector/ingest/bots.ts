/** Whether a visit is automated: by what the browser says of itself, or by its user agent. Flagged, never thrown away. */

/**
 * Words that programs put into their user agents: crawlers, link previews, monitors, HTTP libraries and drivers of
 * browsers. Written from the agents' own documentation; people's browsers have none of them.
 */
const AGENTS =
  /bot\b|bot[/;_-]|crawl|spider|slurp|headless|phantomjs|puppeteer|playwright|selenium|webdriver|cypress|lighthouse|pagespeed|gtmetrix|pingdom|uptime|statuscake|site24x7|newrelicpinger|datadog|facebookexternalhit|whatsapp\/|telegram|slack-imgproxy|embedly|quora link|pinterest\/0|bitlybot|preview|google-inspectiontool|googleother|apis-google|mediapartners|feedfetcher|storebot|bingpreview|yandex\.com\/bots|baiduspider|ahrefs|semrush|curl\/|wget\/|libwww|python-|aiohttp|httpx|go-http-client|java\/|okhttp|apache-httpclient|axios\/|node-fetch|undici|got \(|php\/|scrapy|postman|insomnia|k6\/|jmeter|gatling/i;

/** Longest part of a user agent that is looked at; browsers stay below 300 characters. */
const AGENT_CHARS = 1_000;

/** Whether a user agent is a program's; one that is missing is, because browsers always send theirs. */
export const isBotAgent = (agent: string | undefined): boolean =>
  agent === undefined || agent === '' || AGENTS.test(agent.slice(0, AGENT_CHARS));
