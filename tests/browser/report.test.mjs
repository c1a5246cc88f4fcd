/* report.test.mjs - the one-file HTML report, opened from disk. */
import { writeFileSync } from 'node:fs';
import { SOURCE, accessible, check, readout, reflows, run, same, shot, step } from './browser.mjs';

const folder = process.cwd();
const make = (name, ...paths) => {
  readout('brief', '--format', 'html', '-q', '-o', `${folder}/${name}.html`, ...paths);
  return `file://${folder}/${name}.html`;
};

const inView = (page, selector) => page.evaluate((it) => {
  const { top, bottom } = document.querySelector(it).getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && bottom > top;
}, selector);

await run(async (open) => {
  const rome = make('rome', `${SOURCE}/examples/rome-2022`);
  const fire = make('fire', `${SOURCE}/examples/harbour-fire`);

  step('light, dark and narrow: nothing in the console, nothing from elsewhere, axe-core clean');
  for (const [name, address, options] of [['light', rome, {}], ['dark', fire, { colorScheme: 'dark' }], ['narrow', rome, { viewport: { width: 320, height: 640 } }],
    ['zoomed', fire, { viewport: { width: 640, height: 480 }, reducedMotion: 'reduce', forcedColors: 'active' }]]) {
    const page = await open(address, options);
    await accessible(page, name);
    await reflows(page, name);
    await shot(page, 'report-' + name);
    if (name === 'dark') {
      const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g).map(Number));
      check(Math.max(...paper) < 64, `the page is not dark: ${paper}`);
    }
    await page.context().close();
  }

  step('without scripts a source leads to its words, beside the record');
  const plain = await open(fire, { javaScriptEnabled: false });
  check((await plain.locator('h1').innerText()).length > 10, 'no headline');
  const before = await plain.locator('.lead .src').first().boundingBox();
  const target = await plain.locator('.contents').count();
  same(target, 1, 'navigation');
  const far = plain.locator('#timeline li .src').last();
  const id = (await far.getAttribute('href')).slice(1);
  await far.click();
  check(await inView(plain, `[id="${id}"]`), 'the words are not in view');
  check(before !== null, 'no lead');
  await plain.context().close();

  step('the matrix is a table with headers, contested claims first, glyph and word in each cell');
  const page = await open(rome);
  same(await page.locator('#claims table').first().locator('thead th[scope=col]').count() > 3, true, 'columns');
  const badges = await page.locator('#claims table').first().locator('tbody tr').evaluateAll((rows) => rows.map((row) => /contested/.test(row.querySelector('th[scope=row]').innerText)));
  same(badges, [...badges].sort((a, b) => b - a), 'contested first');
  const silent = await page.locator('#claims .cell').evaluateAll((cells) => cells.filter((cell) => !/[a-z]/.test(cell.textContent)).length);
  same(silent, 0, 'cells without a word');

  step('keyboard: j and k select, the words are highlighted, Enter leads to them, / finds, ? helps, Esc clears');
  await page.keyboard.press('j');
  same(await page.locator('.sel').count(), 1, 'selected by j');
  const first = await page.evaluate(() => location.hash);
  check(await page.locator('#reading .on').count() > 0, 'nothing is highlighted');
  check(await inView(page, '#reading .on'), 'the highlight is not in view');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  same(await page.evaluate(() => location.hash), first, 'k goes back');
  await page.keyboard.press('Enter');
  check(/^#r\d+-\d+-\d+$/.test(await page.evaluate(() => location.hash)), 'Enter did not lead to the words');
  await page.keyboard.press('/');
  await page.keyboard.type('peskov');
  const left = await page.locator('.item:visible').count();
  check(left > 0 && left < await page.locator('.item').count(), `finding leaves ${left} items`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  check(await page.locator('dialog[open]').isVisible(), 'no help');
  await page.keyboard.press('Escape');
  same(await page.locator('dialog[open]').count(), 0, 'help is still open');
  await page.keyboard.press('Escape');
  same(await page.locator('.sel, .on').count(), 0, 'Esc clears');

  step('the words of a date appear on focus, and Esc takes them away');
  await page.locator('#timeline .when').first().focus();
  await page.keyboard.press('Shift');
  check(await page.locator('#timeline .asis').first().isVisible(), 'not shown');
  await page.keyboard.press('Escape');
  check(!(await page.locator('#timeline .asis').first().isVisible()), 'not dismissed');
  await page.context().close();

  step('a permalink selects its item');
  const linked = await open(rome + '#quotation-q2');
  same(await linked.locator('.sel').getAttribute('id'), 'quotation-q2', 'selected');
  await linked.context().close();

  step('on paper: no navigation, everything unfolded, the reports below');
  const paper = await open(fire);
  await paper.emulateMedia({ media: 'print' });
  check(!(await paper.locator('.contents').isVisible()), 'navigation is printed');
  same(await paper.locator('#reading').evaluate((it) => getComputedStyle(it).position), 'static', 'reports');
  await paper.evaluate(() => dispatchEvent(new Event('beforeprint')));
  same(await paper.locator('details:not([open])').count(), 0, 'folded parts');
  await paper.context().close();

  step('hostile reports run nothing');
  const evil = '</script><script>alert(1)</script><img src="http://192.0.2.1/x" onerror="alert(2)"><svg onload=alert(3)>';
  writeFileSync(`${folder}/evil.txt`, `Talks end ${evil}\n\nLISBON, March 14, 2022 - "We asked ${evil} for nothing," Anna Berg said on Monday. She denied the claim.\n`);
  writeFileSync(`${folder}/evil.jsonl`, JSON.stringify({ id: `"><b id=x>${evil}`, url: 'javascript:alert(4)', outlet: evil, title: evil, author: evil, published: '2022-03-14', text: `Anna Berg said "${evil}" on Monday that talks were over.` }) + '\n');
  const hostile = await open(make('hostile', `${folder}/evil.txt`, `${folder}/evil.jsonl`));
  await hostile.waitForTimeout(200);
  same(await hostile.locator('img, svg[onload], [onerror], a[href^="javascript"]').count(), 0, 'markup from a report');
  await hostile.context().close();
});
