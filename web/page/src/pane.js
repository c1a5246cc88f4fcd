/* pane.js - the reading pane: each report's clean text, sentence by sentence, with the words marked that the
 * selected item points at. A report is drawn anew only when its own marks change. */
import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { memo } from './memo.js';
import { html, isWebAddress, plural } from './ui.js';
import { CopyBadge } from './parts.js';
import { nameOf, slice } from './record.js';
import { highlights, pointed, select, selected } from './select.js';
import { Note } from './notes.js';
import { Fold } from './fold.js';

/* The paragraphs of a text as byte ranges; they have an empty line between them. */
function paragraphs(text) {
  const encoder = new TextEncoder();
  const ranges = [];
  let at = 0;
  for (const part of text.split('\n\n')) {
    const length = encoder.encode(part).length;
    if (length > 0) ranges.push({ start: at, end: at + length });
    at += length + 2;
  }
  return ranges;
}

/* Cuts [start, end) where a mark starts or ends. */
function cut(start, end, marks) {
  const at = new Set([start, end]);
  for (const mark of marks)
    for (const edge of [mark.start, mark.end]) if (edge > start && edge < end) at.add(edge);
  const edges = [...at].sort((a, b) => a - b);
  return edges.slice(1).map((edge, i) => ({
    start: edges[i], end: edge, on: marks.some((mark) => mark.start <= edges[i] && mark.end >= edge)
  }));
}

const Runs = ({ report, start, end, marks }) =>
  cut(start, end, marks).map((run) => {
    const text = slice(report, run.start, run.end);
    return run.on ? html`<mark class="on">${text}</mark>` : text;
  });

function Paragraph({ report, range, marks }) {
  const inside = report.sentences.filter((it) => it.start < range.end && it.end > range.start);
  const parts = [];
  let at = range.start;
  for (const sentence of inside) {
    const start = Math.max(sentence.start, range.start);
    const end = Math.min(sentence.end, range.end);
    if (start > at) parts.push(html`<${Runs} report=${report} start=${at} end=${start} marks=${marks} />`);
    parts.push(html`<span class="s" id=${sentence.start >= range.start ? 'sentence-' + sentence.id : null}
      onClick=${() => !String(getSelection()) && select('sentence-' + sentence.id)}><${Runs} report=${report} start=${start} end=${end} marks=${marks} /></span>`);
    at = end;
  }
  if (at < range.end) parts.push(html`<${Runs} report=${report} start=${at} end=${range.end} marks=${marks} />`);
  const headline = inside[0]?.kind === 'headline' && inside[0].end >= range.end && range.start === 0;
  return html`<p class=${headline ? 'headline' : null}>${parts}</p>`;
}

/* Is there room for the pane beside the record? Where not, the reports stand below it, each folded, or a story would be as long as
 * all that was written about it. */
const room = matchMedia('(min-width: 80rem)');
const beside = signal(room.matches);
room.addEventListener('change', () => { beside.value = room.matches; });
const UNFOLDED = 2;

const Text = ({ report, marks }) => html`<div class="text" dir="auto" lang=${/^[a-z]{2}$/.test(report.language) ? report.language : null}>
  ${paragraphs(report.text).map((range) => html`<${Paragraph} report=${report} range=${range} marks=${marks.filter((it) => it.start < range.end && it.end > range.start)} />`)}</div>`;

const Article = memo(({ record, report, marks, folds, force }) => {
  const date = report.published || {};
  const copy = record.parent.get(report.id);
  const titled = report.sentences[0]?.kind === 'headline';
  return html`<article class="report" id=${'report-' + report.id}>
    <header><h3><b class="no">${report.number}</b> ${nameOf(report)} <span class="sep">·</span> ${date.value || (date.earliest ? 'on or after ' + date.earliest : 'no date found')} <span class="faint">${date.basis === 'none' ? '' : date.basis}</span></h3>
      ${!titled && report.title && html`<p class="headline">${report.title}</p>`}
      <p class="meta">${report.authors?.length > 0 && 'by ' + report.authors.join(', ')}
        ${report.url && html` <span class="url">${isWebAddress(report.url) ? html`<a href=${report.url} rel="noreferrer noopener" target="_blank">${report.url}</a>` : report.url}</span>`}</p>
      ${copy && html`<${CopyBadge} record=${record} copy=${copy} />`}
      ${report.problem && html`<p class="badge bad">! problem: ${report.problem}</p>`}
      <${Note} kind="report" item=${report.id} about=${nameOf(report)} /></header>
    ${folds ? html`<${Fold} summary=${plural(report.text.split(/\s+/).length, 'word')} force=${force}
      ids=${['report-' + report.id, ...report.sentences.map((it) => 'sentence-' + it.id)]}>${() => html`<${Text} report=${report} marks=${marks} />`}<//>`
      : html`<${Text} report=${report} marks=${marks} />`}
  </article>`;
}, (before, after) => before.record === after.record && before.key_ === after.key_);

export function Pane({ record }) {
  const pane = useRef();
  const spans = highlights.value;
  const fragment = selected.value?.fragment;
  useLayoutEffect(() => {
    const first = spans[0];
    const isText = /^(report|sentence)-/.test(fragment || '');
    if (!isText && (!first || (!beside.value && !pointed.value))) return;
    const article = first && document.getElementById('report-' + first.report);
    const target = isText ? document.getElementById(fragment)
      : [...(article?.querySelectorAll('mark.on') || [])][marksBefore(spans, first)] || article;
    if (!target) return;
    if (beside.value) pane.current.scrollTop += target.getBoundingClientRect().top - pane.current.getBoundingClientRect().top - (target.matches('article') ? 0 : pane.current.clientHeight / 3);
    else target.scrollIntoView({ block: target.matches('article') ? 'start' : 'center' });
  }, [spans, fragment]);
  const folds = !beside.value && record.byId.size > UNFOLDED;
  return html`<section id="reading" class="pane" aria-labelledby="h-reading" tabindex="0" ref=${pane}>
    <h2 id="h-reading">Reports</h2>
    ${[...record.byId.values()].map((report) => {
      const marks = spans.filter((span) => span.report === report.id);
      return html`<${Article} key=${report.id} record=${record} report=${report} marks=${marks} folds=${folds}
        force=${pointed.value?.report === report.id} key_=${[folds, pointed.value?.report === report.id, ...marks.map((it) => it.start + '-' + it.end)].join()} />`;
    })}
  </section>`;
}

/* How many marked runs of the same report stand before the span, roughly: runs are cut where marks overlap. */
function marksBefore(spans, first) {
  const edges = new Set();
  const mine = spans.filter((it) => it.report === first.report);
  for (const it of mine) edges.add(it.start), edges.add(it.end);
  const sorted = [...edges].filter((edge) => edge < first.start).sort((a, b) => a - b);
  return sorted.filter((edge) => mine.some((it) => it.start <= edge && it.end > edge)).length;
}

