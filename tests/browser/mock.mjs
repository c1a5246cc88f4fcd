/* mock.mjs - stands in for readout serve where a test is about the page alone: the JSON API over records in memory, and web/dist
 * with the server's policy. startMock({ stories: [{ id, record, notes }] }) gives { address, close }. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function policyOf(page) {
  const hashes = (tag) => [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map((it) => hash(it[1])).join(' ');
  return `default-src 'none'; script-src ${hashes('script')}; style-src ${hashes('style')}; connect-src 'self'; img-src 'self' data:; ` +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

function summary({ id, record, notes }) {
  const days = record.reports.map((it) => it.published?.value).filter(Boolean).sort();
  return {
    id, title: record.reports[0]?.title || '', from: days[0] || null, to: days.at(-1) || null, reports: record.reports.length,
    outlets: record.reports.map((it) => it.outlet).filter(Boolean), notes: notes.length, version: 1, permalink: '/stories/' + id,
    counts: { copies: record.copies.length, statements: record.statements.length, quotations: record.quotations.length, differences: record.differences.length }
  };
}

const body = (request) => new Promise((resolve) => {
  const parts = [];
  request.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
});

function list(state, url) {
  const words = (url.searchParams.get('search') || '').toLowerCase();
  const stories = state.stories.filter((it) => !words || JSON.stringify(it.record.reports).toLowerCase().includes(words)).map((it) => ({
    ...summary(it),
    hits: words ? [{ number: 1, id: it.record.reports[0].id, title: it.record.reports[0].title, outlet: it.record.reports[0].outlet, snippet: [{ text: '… ' }, { text: words, match: true }, { text: ' …' }] }] : undefined
  }));
  return { total: stories.length, total_exact: true, page: 1, size: 50, stories };
}

/* One job at a time: it reads a report a question, and adds the next of state.waiting. */
function job(state) {
  const it = state.job;
  if (it.state === 'waiting') it.state = 'reading';
  else if (it.done < it.total) it.done++;
  if (it.done === it.total && it.state === 'reading') {
    it.state = 'done';
    it.added = it.total;
    state.stories.push(...state.waiting.splice(0));
    it.stories = state.stories.map((story) => story.id);
  }
  return { job: it };
}

async function note(state, story, kind, item, request) {
  const draft = JSON.parse(await body(request));
  story.notes = story.notes.filter((it) => it.kind !== kind || it.item !== item);
  if (!draft.text && !draft.source && !draft.information) return null;
  const made = { kind, item, about: '', attached: true, changed: '2026-01-02T10:00:00Z', ...draft };
  story.notes.push(made);
  return { note: made };
}

async function answer(state, request, url) {
  const path = url.pathname.slice('/api/1/'.length).split('/').map(decodeURIComponent);
  const story = path[0] === 'stories' && path[1] && state.stories.find((it) => String(it.id) === path[1]);
  if (url.pathname === '/api/1/about')
    return [200, { api: 1, version: 'test', model: 'test', store: { name: 'test', schema: 1, reports: 0, stories: 0 }, limits: { report_bytes: 8 << 20, request_bytes: 64 << 20, files: 64, note_bytes: 65536, size: 100, queue: 16 } }];
  if (path[0] === 'stories' && path.length === 1) return [200, list(state, url)];
  if (path[0] === 'reports' && request.method === 'POST') {
    const parts = (await body(request)).toString('latin1').split('filename=').length - 1;
    state.job = { id: 1, state: 'waiting', stage: 'read', done: 0, total: parts, added: 0, known: 0, unreadable: 0, stories: [], reports: [], reports_left_out: 0, error: null };
    return [202, { job: state.job }];
  }
  if (path[0] === 'jobs') return [200, job(state)];
  if (!story) return [404, { error: { code: 'not_found', message: 'there is no such story' } }];
  if (path[2] === 'notes' && request.method === 'PUT') {
    const made = await note(state, story, path[3], path[4], request);
    return made ? [200, made] : [204, null];
  }
  return [200, { story: { ...summary(story), reports_list: [] }, record: story.record, notes: story.notes }];
}

export async function startMock({ page, stories = [], waiting = [] }) {
  const content = readFileSync(page, 'utf8');
  const state = { stories: stories.map((it) => ({ notes: [], ...it })), waiting: waiting.map((it) => ({ notes: [], ...it })), job: null };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (!url.pathname.startsWith('/api/')) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policyOf(content) }).end(content);
      return;
    }
    const [status, value] = await answer(state, request, url);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(value === null ? undefined : JSON.stringify(value));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
