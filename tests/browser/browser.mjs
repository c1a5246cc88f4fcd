/* browser.mjs - what the tests in a browser share: Chromium, steps with names, checks that hold for every page. */
import { createRequire } from 'node:module';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const SOURCE = process.env.SOURCE;
export const READOUT = process.env.READOUT;
const require = createRequire(SOURCE + '/web/page/package.json');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const step = (words) => console.log('- ' + words);

export function check(truth, words) {
  if (!truth) throw new Error(words);
}

export function same(actual, expected, words) {
  const [a, b] = [actual, expected].map((it) => JSON.stringify(it));
  check(a === b, `${words}: ${a} instead of ${b}`);
}

export const readout = (...words) => execFileSync(READOUT, words, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });

/* The page has drawn what a key or a click changed: two frames later. A page that went away, or runs no scripts, is not waited for. */
const settled = (page) => Promise.race([
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))).catch(() => {}),
  new Promise((done) => setTimeout(done, 1000)),
]);

/* Keys and clicks that wait for that, so that a busy machine changes nothing. */
function patient(page) {
  const press = page.keyboard.press.bind(page.keyboard);
  page.keyboard.press = async (...key) => { await press(...key); await settled(page); };
  const locators = Object.getPrototypeOf(page.locator('html'));
  if (locators.patient) return;
  const click = locators.click;
  locators.click = async function (...options) { await click.apply(this, options); await settled(this.page()); };
  locators.patient = true;
}

/* Runs test(open), where open(address, options) gives a page that fails the test on anything in its console, any error, any
 * dialog, and any request to elsewhere. SHOTS=FOLDER keeps pictures. */
export async function run(test) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  const problems = [];
  const open = async (address, { allow = [], ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
    const page = await context.newPage();
    page.on('console', (message) => allow.some((it) => message.text().includes(it)) || problems.push('console: ' + message.text()));
    page.on('pageerror', (error) => problems.push('error: ' + error.message));
    page.on('dialog', (dialog) => { problems.push('dialog: ' + dialog.message()); dialog.dismiss(); });
    page.on('request', (request) => {
      const home = new URL(address);
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && (url.protocol !== home.protocol || url.host !== home.host)) problems.push('request: ' + url);
    });
    page.setDefaultTimeout(20000);
    patient(page);
    await page.goto(address);
    return page;
  };
  let failure = null;
  try {
    await test(open);
    if (problems.length > 0) throw new Error(problems.slice(0, 5).join('\n'));
  } catch (error) {
    failure = new Error([error.message, ...problems.slice(0, 5)].join('\n'));
  }
  await browser.close();
  if (failure) {
    console.error('FAILED: ' + failure.message);
    process.exit(1);
  }
}

export async function accessible(page, words) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  const lines = found.violations.map((it) => `${it.id}: ${it.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ')}`);
  check(lines.length === 0, `${words}: axe-core says\n${lines.join('\n')}`);
}

/* WCAG 2.2, 1.4.10: no scrolling in two directions. */
export async function reflows(page, words) {
  const [inside, width] = await page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
  check(inside <= width, `${words}: ${inside} pixels of content in ${width}`);
}

export const shot = (page, name) => process.env.SHOTS && page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
