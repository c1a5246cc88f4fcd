/* story.js - one story, in the order in which an analyst reads it. */
import { useEffect, useState } from 'preact/hooks';
import { exportAddress, get } from './api.js';
import { fragment, go } from './route.js';
import { html, plural } from './ui.js';
import { prepare, textOf } from './record.js';
import { drawer, filter, mark, pointed, record as current } from './select.js';
import { Source } from './parts.js';
import { Claims } from './claims.js';
import { Timeline } from './timeline.js';
import { Sourcing } from './graph.js';
import { Differences, Quotations, Statements } from './said.js';
import { Pane } from './pane.js';
import { Drawer, Files } from './audit.js';
import { LooseNotes, Note, notes, story as storyId } from './notes.js';
import { added } from './add.js';
import { helpOpen } from './keys.js';

const FORMATS = [['json', 'JSON'], ['csv', 'CSV'], ['md', 'Markdown'], ['html', 'HTML']];

/* The headline of the story, or of the first report that has one and is no copy. */
function titleOf(record, given) {
  return given || record.reports.find((report) => !record.parent.has(report.id) && report.title)?.title;
}

function Masthead({ record, title: given }) {
  const title = titleOf(record, given);
  const lead = record.lead || [];
  const unread = record.reports.filter((report) => !report.text).length;
  const count = (list, test) => list.filter(test).length;
  const figures = [['audit', record.reports.length, 'document', 'documents'], ['sources', record.reports.length - record.parent.size - unread, 'report', 'reports'],
    record.claims.length > 0 && ['claims', count(record.claims, (it) => it.status === 'contested'), 'contested claim', 'contested claims'],
    record.quotations.length > 0 && ['quotations', count(record.quotations, (it) => it.verdict === 'altered'), 'altered quotation', 'altered quotations'],
    record.differences.length > 0 && ['differences', record.differences.length, 'difference', 'differences'],
    unread > 0 && ['audit', unread, 'could not be read', 'could not be read']].filter(Boolean);
  return html`<header class="masthead"><p class="brand"><a href="/">Readout</a> <span>sourced record</span></p>
    <h1>${title || 'Sourced record'}</h1>
    <ul class="figures" aria-label="In short">${figures.map(([to, number, one, several]) => html`<li><a href=${'#' + to}><b>${number}</b> ${number === 1 ? one : several}</a></li>`)}</ul>
    ${lead.length > 0 && html`<p class="lead">${lead.map((span) => html`<span class="said">${textOf(record, span)}</span> <${Source} record=${record} span=${span} /> `)}</p>`}
    <${Note} kind="story" item="-" about="this story" /></header>`;
}

function Contents({ record, id }) {
  const parts = [['claims', 'Claims', record.claims], ['timeline', 'Timeline', record.timeline], ['sources', 'Sources', record.reports], ['quotations', 'Quotations', record.quotations],
    ['differences', 'Differences', record.differences], ['statements', 'Statements', record.statements], ['reading', 'Reports', record.reports], ['audit', 'Audit', record.reports]];
  return html`<nav class="contents" aria-label="Sections"><ul>
    ${parts.filter(([, , list]) => list.length > 0).map(([to, title]) => html`<li><a href=${'#' + to}>${title}</a></li>`)}
    <li class="tools"><input class="find" type="search" placeholder="Find  /" aria-label="Find in the story" value=${filter.value} onInput=${(event) => { filter.value = event.target.value; }} />
      <details class="export"><summary>Export</summary><ul>${FORMATS.map(([format, words]) => html`<li><a href=${exportAddress(id, format)} download>${words}</a></li>`)}
        <li><button type="button" onClick=${() => print()}>Print</button></li></ul></details>
      <button type="button" onClick=${() => { helpOpen.value = true; }}>Keys</button></li></ul></nav>`;
}

function useStory(id) {
  const [state, setState] = useState({ record: null, problem: null });
  useEffect(() => {
    const cancel = new AbortController();
    get('stories/' + encodeURIComponent(id), cancel.signal).then((answer) => {
      const record = prepare(answer.record);
      storyId.value = answer.story.id;
      notes.value = answer.notes || [];
      current.value = record;
      document.title = `${answer.story.title || 'Story ' + id} – Readout`;
      if (String(answer.story.id) !== id) go(`/stories/${answer.story.id}${location.hash}`, { replace: true });
      setState({ record, title: answer.story.title, problem: null });
    }).catch((error) => error.name === 'AbortError' || setState({ record: null, problem: error.message }));
    return () => cancel.abort();
  }, [id, added.value]);
  useEffect(() => () => { current.value = null; pointed.value = null; filter.value = ''; drawer.value = false; }, [id]);
  return state;
}

/* Where the fragment leads once the sections are there: an item may be inside of a closed <details>. Draws nothing. */
function Arrival({ record }) {
  const to = fragment.value;
  const found = filter.value;
  useEffect(() => mark(to), [record, to, found]);
  useEffect(() => {
    const target = to && document.getElementById(to);
    if (!target || pointed.value || target.parentElement.closest('#reading')) return;
    for (let at = target.parentElement; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    const { top, bottom } = target.getBoundingClientRect();
    if (top < 56 || bottom > innerHeight) target.scrollIntoView({ block: target.matches('section') ? 'start' : 'center' });
  }, [record, to]);
  return null;
}

export function Story({ id }) {
  const { record, title, problem } = useStory(id);
  if (problem) return html`<div class="column list"><main class="empty" id="main"><h1>This story cannot be shown</h1><p role="alert">${problem}</p><p><a href="/">All stories</a></p></main></div>`;
  if (!record) return html`<div class="column list"><main class="empty" id="main"><h1 class="hide">Story</h1><p role="status">Reading the story…</p></main></div>`;
  const parts = { record };
  return html`<div class="column">
    <${Masthead} record=${record} title=${title} /><${Contents} record=${record} id=${storyId.value} />
    <main id="main">
      <${Claims} ...${parts} /><${Timeline} ...${parts} /><${Sourcing} ...${parts} /><${Quotations} ...${parts} />
      <${Differences} ...${parts} /><${Statements} ...${parts} /><${LooseNotes} />
      <${Pane} ...${parts} /><${Files} ...${parts} /><${Drawer} ...${parts} /><${Arrival} ...${parts} />
    </main></div>`;
}
