/** Who is a program: people whose phones are called something with bot in it are not. */
import { expect, test } from 'vitest';
import { isBotAgent } from '../../../collector/ingest/bots.ts';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0';

const people = [
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`,
  'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  `Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) ${CHROME} Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 7.0; CUBOT_X18_Plus) ${CHROME} Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 14; SM-S918B) ${CHROME} Mobile Safari/537.36 Telegram-Android/11.4.2 (Samsung SM-S918B; Android 14)`,
];

const programs = [
  undefined,
  '',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
  `Mozilla/5.0 (X11; Linux x86_64) ${CHROME.replace('Chrome', 'HeadlessChrome')} Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 11) ${CHROME} Mobile Safari/537.36 Chrome-Lighthouse`,
  'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)',
  'curl/8.14.1',
  'python-requests/2.32.4',
  'Go-http-client/2.0',
  'okhttp/5.1.0',
];

test.each(people)('a person: %s', (agent) => expect(isBotAgent(agent)).toBe(false));

test.each(programs)('a program: %s', (agent) => expect(isBotAgent(agent)).toBe(true));
