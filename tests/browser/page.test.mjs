/* page.test.mjs - the local page over a stand-in for the server: what the page alone answers for. */
import { SOURCE, accessible, check, readout, reflows, run, same, shot, step } from './browser.mjs';
import { existsSync } from 'node:fs';
import { startMock } from './mock.mjs';
import { withClaims } from './fixtures/claims.mjs';

const PAGE = `${SOURCE}/web/dist/index.html`;
if (!existsSync(PAGE)) {
  console.log('web/dist was not built');
  process.exit(77);
}

const record = (name) => JSON.parse(readout('brief', '-q', '--json', `${SOURCE}/examples/${name}`));
const fire = withClaims(record('harbour-fire'));
const rome = record('rome-2022');

/* A record whose every text is hostile. */
function poison(value) {
  const evil = '</script><img src=x onerror=alert(1)>"\'';
  if (typeof value === 'string') return value.startsWith('http') ? 'javascript:alert(2)' : /^[\d-]*$/.test(value) || value.length < 8 ? value : evil + value;
  if (Array.isArray(value)) return value.map(poison);
  if (value === null || typeof value !== 'object') return value;
  const keep = ['id', 'report', 'of', 'copy', 'entity', 'statement', 'sentence', 'speaker', 'kind', 'verdict', 'status', 'mode', 'polarity', 'direction', 'time'];
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, keep.includes(key) && typeof it === 'string' ? it : poison(it)]));
}

/* Drops files as a person would: the page sees dragenter, dragover and drop. */
const drop = (page, names) => page.evaluate((list) => {
  const data = new DataTransfer();
  for (const name of list) data.items.add(new File(['text'], name, { type: 'text/plain' }));
  for (const type of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}, names);

const mock = await startMock({ page: PAGE, stories: [{ id: 1, record: fire }, { id: 3, record: poison(rome) }], waiting: [{ id: 2, record: rome }] });
await run(async (open) => {
  step('the list: search, drop files, progress, the new story');
  const list = await open(mock.address);
  await list.waitForSelector('.story-row');
  await accessible(list, 'list');
  await drop(list, ['one.txt', 'two.txt']);
  await list.waitForSelector('.works >> text=2 added');
  await list.waitForSelector('a[href="/stories/2"]');
  same(await list.locator('.story-row').count(), 3, 'stories');
  await shot(list, 'page-list');
  await list.keyboard.press('/');
  await list.keyboard.type('refrigerated');
  await list.keyboard.press('Enter');
  await list.waitForFunction(() => location.search === '?search=refrigerated' && document.querySelectorAll('.story-row').length === 1);
  check(await list.locator('.hit mark').count() > 0, 'no snippet');
  await list.locator('.story-row h2').click();
  await list.waitForSelector('#claims');
  same(new URL(list.url()).pathname, '/stories/1', 'address');
  await list.goBack();
  await list.waitForSelector('.hit');
  await list.context().close();

  step('a story: the matrix, contested first, a claim followed to its words, the audit');
  const page = await open(mock.address + '/stories/1');
  await page.waitForSelector('#claims');
  same(await page.locator('h1').innerText(), fire.reports[0].title, 'headline');
  check(/4\s*documents\s*3\s*reports/.test(await page.locator('.figures').innerText()), 'figures');
  same(await page.locator('#claims tbody tr').first().locator('.badge').first().innerText(), '↔ contested', 'first claim');
  await accessible(page, 'story');
  await page.locator('#claim-c4 a.src').last().click();
  await page.waitForFunction(() => [...document.querySelectorAll('#reading mark.on')].some((it) => it.textContent === 'She denied that a union had warned the company' && it.getBoundingClientRect().top > 0 && it.getBoundingClientRect().bottom < innerHeight));
  same(new URL(page.url()).hash, '#claim-c4', 'permalink');
  await page.keyboard.press('a');
  await page.waitForSelector('.drawer.open');
  const audit = await page.locator('.drawer').innerText();
  for (const part of [fire.engine.model, fire.reports[0].sha256, 'bytes of text']) check(audit.includes(part), `not in the audit: ${part}`);
  await accessible(page, 'story with audit');
  await shot(page, 'page-story');

  step('notes and grades, apart from the record');
  await page.locator('#claim-c4 .note button').click();
  await page.locator('.note-form textarea').fill('Seen the letters myself. <b>');
  await page.locator('.note-form select').first().selectOption('B');
  await page.locator('.note-form select').last().selectOption('2');
  await accessible(page, 'note form');
  await page.locator('.note-form button[type=submit]').click();
  await page.waitForSelector('#claim-c4 .grade');
  check((await page.locator('#claim-c4 .note').innerText()).includes('Seen the letters myself. <b>'), 'the note');

  step('keyboard only');
  await page.keyboard.press('Escape');
  same(await page.locator('.drawer.open').count(), 0, 'Esc closes the audit');
  await page.keyboard.press('Escape');
  same(await page.locator('.sel').count(), 0, 'Esc clears');
  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.press('j');
  const first = new URL(page.url()).hash;
  await page.keyboard.press('j');
  check(new URL(page.url()).hash !== first, 'j does not move');
  await page.keyboard.press('k');
  same(new URL(page.url()).hash, first, 'k');
  await page.keyboard.press('Enter');
  same(await page.evaluate(() => document.activeElement.id), 'reading', 'Enter leads to the reports');
  await page.keyboard.press('/');
  await page.keyboard.type('ferry');
  await page.waitForFunction(() => document.querySelectorAll('#timeline li').length === 0);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement.tagName !== 'INPUT');
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor({ timeout: 5000 });
  await page.keyboard.press('Escape');

  step('exports');
  const formats = await page.locator('.export a').evaluateAll((links) => links.map((it) => new URL(it.href).search));
  same(formats, ['?format=json', '?format=csv', '?format=md', '?format=html'], 'formats');
  await page.context().close();

  step('permalinks of every kind lead to their item');
  const other = await open(mock.address + '/stories/2');
  await other.waitForSelector('#timeline');
  for (const fragment of ['claim-' + rome.claims.at(-1)?.id, 'timeline-3', 'quotation-' + rome.quotations.at(-1).id, 'difference-1', 'copy-1', 'statement-' + rome.statements.at(-1).id,
    'report-' + rome.reports[2].id, 'sentence-' + rome.reports[1].sentences[4].id]) {
    if (fragment === 'claim-undefined') continue;
    await other.evaluate((it) => { location.hash = '#' + it; }, fragment);
    await other.waitForFunction((it) => {
      const element = document.getElementById(it);
      const box = element?.getBoundingClientRect();
      return box && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    }, fragment);
  }
  await other.context().close();

  step('dark, narrow, and a story that is not there');
  const dark = await open(mock.address + '/stories/2', { colorScheme: 'dark', viewport: { width: 360, height: 720 } });
  await dark.waitForSelector('#claims, #timeline');
  await accessible(dark, 'dark and narrow');
  await reflows(dark, 'dark and narrow');
  await shot(dark, 'page-narrow');
  await dark.context().close();
  const lost = await open(mock.address + '/stories/99', { allow: ['404'] });
  await lost.waitForSelector('text=there is no such story');
  await lost.context().close();

  step('a hostile record runs nothing');
  const hostile = await open(mock.address + '/stories/3');
  await hostile.waitForSelector('#reading article');
  same(await hostile.locator('img, [onerror], a[href^="javascript"]').count(), 0, 'markup from a record');
  await hostile.context().close();
});
mock.close();
