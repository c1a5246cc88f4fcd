/* serve.test.mjs - the page on the real server: the Rome examples are added by dropping them, and read. */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { READOUT, SOURCE, accessible, check, readout, reflows, run, same, shot, step } from './browser.mjs';

if (!readout('help').includes('serve')) {
  console.log('this program has no serve');
  process.exit(77);
}

function start(...words) {
  const server = spawn(READOUT, ['serve', ...words, '--port', '0', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => server.kill()); /* also when a step fails */
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error('the server ended with ' + code)));
    server.stdout.once('data', (data) => resolve({ address: String(data).trim().replace(/\/$/, ''), stop: () => { server.removeAllListeners('exit'); server.kill(); } }));
  });
}

/* Drops the files of a folder onto the page, as a person would. */
async function drop(page, folder) {
  const files = readdirSync(folder).filter((it) => !it.startsWith('README')).map((name) => ({ name, base64: readFileSync(`${folder}/${name}`).toString('base64') }));
  await page.evaluate((list) => {
    const data = new DataTransfer();
    for (const { name, base64 } of list) data.items.add(new File([Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))], name));
    for (const type of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);
  return files.length;
}

const server = await start(process.cwd() + '/news');
const page404 = await (await fetch(server.address + '/')).text();
if (page404.includes('built without its page')) {
  console.log('the program was built without its page');
  server.stop();
  process.exit(77);
}

await run(async (open) => {
  step('an empty store says what to do');
  const page = await open(server.address + '/');
  await page.waitForSelector('text=No stories yet.');
  await accessible(page, 'empty');

  step('the Rome examples, dropped');
  const count = await drop(page, `${SOURCE}/examples/rome-2022`);
  await page.waitForSelector(`.works >> text=${count} added`, { timeout: 60000 });
  await page.waitForSelector('.story-row');
  await shot(page, 'serve-list');

  step('adding again changes nothing');
  await drop(page, `${SOURCE}/examples/rome-2022`);
  await page.waitForSelector(`.works >> text=0 added, ${count} known`, { timeout: 60000 });

  step('search');
  await page.keyboard.press('/');
  await page.keyboard.type('outcast');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.hit mark');
  const titles = await page.locator('.story-row').count();
  same(titles, 1, 'stories found');

  step('the story: counts, matrix, a claim followed to its sentence, all by keyboard');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#reading article');
  check(/\d\s*documents?\s*\d\s*reports?/.test(await page.locator('.figures').innerText()), 'counts');
  await page.waitForSelector('#claims table');
  await accessible(page, 'story');
  await page.keyboard.press('j');
  const hash = new URL(page.url()).hash;
  check(hash.startsWith('#claim-'), `j selects ${hash}`);
  await page.keyboard.press('Enter');
  const marked = await page.locator('#reading mark.on').first().innerText();
  check(marked.length > 5, 'the words of the claim');
  await shot(page, 'serve-story');

  step('a note outlives the page');
  await page.locator(`${hash} .note button`).click();
  await page.locator('.note-form textarea').fill('To be called.');
  await page.locator('.note-form select').first().selectOption('C');
  await page.locator('.note-form button[type=submit]').click();
  await page.waitForSelector(`${hash} .grade`);
  await page.reload();
  await page.waitForSelector(`${hash} .grade`);
  check((await page.locator(`${hash} .note`).innerText()).includes('To be called.'), 'the note');

  step('exports');
  for (const link of await page.locator('.export a').all()) {
    const answer = await fetch(await link.evaluate((it) => it.href));
    check(answer.ok && (await answer.text()).length > 100, `${answer.url}: ${answer.status}`);
  }
  await page.context().close();

  step('dark and narrow');
  const id = (await (await fetch(server.address + '/api/1/stories')).json()).stories[0].id;
  const narrow = await open(`${server.address}/stories/${id}`, { colorScheme: 'dark', viewport: { width: 320, height: 640 } });
  await narrow.waitForSelector('#reading article');
  await accessible(narrow, 'narrow');
  await reflows(narrow, 'narrow');
  await shot(narrow, 'serve-narrow');
  check(await narrow.locator('#reading .text').count() === 0, 'reports are folded');
  same(await narrow.locator('.matrix td.silent:visible').count(), 0, 'cells that say nothing');
  check((await narrow.locator('.matrix td[data-report]:visible').first().evaluate((it) => getComputedStyle(it, '::before').content)).length > 4, 'whose a cell is');
  await narrow.locator('.matrix td[data-report]:visible a.src').first().click();
  await narrow.waitForSelector('#reading mark.on');
  check(await narrow.evaluate(() => [...document.querySelectorAll('#reading mark.on')].some((it) => { const { top, bottom } = it.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })), 'a source leads to its words');
  await narrow.context().close();

  step('hostile reports: as files, as titles, as addresses');
  const evil = '</script><img src=x onerror=alert(1)>"\'';
  const form = new FormData();
  form.append('file', new Blob([JSON.stringify({ id: evil, url: 'javascript:alert(2)', outlet: evil, title: 'Lisbon talks ' + evil, published: '2022-05-14', text: `Lisbon talks ${evil}\n\nAnna Berg said on Monday that the talks in Lisbon were over. "${evil}," she said.` })]), `${evil}.jsonl`);
  await fetch(server.address + '/api/1/reports', { method: 'POST', body: form });
  const hostile = await open(server.address + '/');
  await hostile.waitForFunction(async () => (await (await fetch('/api/1/stories?search=Lisbon')).json()).stories.length === 1, null, { polling: 300 });
  await hostile.goto(server.address + '/?search=Lisbon');
  await hostile.locator('.story-row h2').first().click();
  await hostile.waitForSelector('#reading article');
  same(await hostile.locator('img, [onerror], a[href^="javascript"]').count(), 0, 'markup from a report');
  await hostile.context().close();
});
server.stop();
