/* timeline.js - the timeline: a row an entry, its bar on an axis that all rows share. The axis is the stretch in which most
 * of the story lies, as in the one-file report: from the median entry outwards while the next one is near. */
import { Permalink, html } from './ui.js';
import { Sources } from './parts.js';
import { Fold } from './fold.js';
import { itemProps, passes, point } from './select.js';

const AXIS_STEP = 12;
const TICKS_MAX = 6;
const STEPS = [1, 2, 7, 14, 30, 90, 180, 365, 730, 1825, 3650, 36500];
const DAY = 86400000;
const BACKGROUND = 6; /* rows that are worth folding */

const toDays = (text) => (/^\d{4}-\d\d-\d\d/.test(text || '') ? Math.round(Date.parse(text.slice(0, 10) + 'T00:00:00Z') / DAY) : null);
const fromDays = (days) => new Date(days * DAY).toISOString().slice(0, 10);

function bounds({ when }) {
  const first = toDays(when.earliest) ?? toDays(when.latest) ?? toDays(when.value);
  const last = toDays(when.latest) ?? first;
  return first === null ? null : { first, last: Math.max(first, last) };
}

function makeAxis(entries) {
  const days = entries.map(bounds).filter((it) => it && it.last - it.first < 2 * AXIS_STEP).map((it) => it.first).sort((a, b) => a - b);
  if (days.length === 0) return null;
  let low = days.length >> 1;
  let high = low;
  for (let grew = true; grew;) {
    const far = Math.max(AXIS_STEP, days[high] - days[low]);
    grew = false;
    if (low > 0 && days[low] - days[low - 1] <= far) low--, grew = true;
    if (high + 1 < days.length && days[high + 1] - days[high] <= far) high++, grew = true;
  }
  const axis = { from: days[low] - 1, to: days[high] + 2 };
  axis.step = STEPS.find((step) => (axis.to - axis.from) / step <= TICKS_MAX) || STEPS.at(-1);
  axis.ticks = [];
  for (let at = axis.from + 1; at < axis.to; at += axis.step) axis.ticks.push(at);
  axis.x = (at) => Math.min(Math.max((at - axis.from) / (axis.to - axis.from), 0), 1) * 100;
  return axis;
}

const Grid = ({ axis }) => axis.ticks.map((at) => html`<line class="grid" x1=${axis.x(at) + '%'} x2=${axis.x(at) + '%'} y1="0" y2="100%" />`);

function Axis({ axis }) {
  const label = (at) => (axis.step >= 365 ? fromDays(at).slice(0, 4) : axis.step >= 30 ? fromDays(at).slice(0, 7) : fromDays(at).slice(5));
  return html`<div class="row" aria-hidden="true"><span></span><svg class="axis"><${Grid} axis=${axis} />
    ${axis.ticks.map((at) => html`<text class=${axis.x(at) > 75 ? 'edge' : null} x=${axis.x(at) + '%'} dx="3" y="11">${label(at)}</text>`)}</svg></div>`;
}

function Bar({ axis, entry }) {
  const it = bounds(entry);
  let mark = null;
  if (it && it.last < axis.from) mark = html`<path class="off" d="M9 3L3 8L9 13M4 8H22" />`;
  else if (it && it.first >= axis.to) mark = html`<svg x="100%" overflow="visible"><path class="off" d="M-9 3L-3 8L-9 13M-4 8H-22" /></svg>`;
  else if (it)
    mark = html`<rect class=${it.first === it.last ? 'day' : 'wide'} x=${axis.x(it.first) + '%'} y="4" height="8"
      width=${Math.max(axis.x(it.last + 1) - axis.x(it.first), 0.01) + '%'} />`;
  return html`<svg class="bar" aria-hidden="true"><${Grid} axis=${axis} />${mark}</svg>`;
}

function When({ record, entry, fragment }) {
  const { value, precision, earliest, latest } = entry.when;
  const time = record.times.find((it) => it.id === entry.time);
  const exact = precision === 'day' || !precision;
  return html`<div class="when" tabindex="0">
    <span class="date">${precision === 'interval' ? html`${earliest}<span class="faint"> to </span>${latest}`
      : value ? (exact ? value.slice(0, 10) : value) : 'undated'}</span>
    ${!exact && html` <span class="precision">${precision}</span>`}
    ${time && html`<span class="asis"><a href=${'#' + fragment} onClick=${(event) => { event.preventDefault(); point(time.span, fragment); }}>“${entry.words || time.span.text}”</a>
      <span class="rule">${entry.resolved_by}</span></span>`}
  </div>`;
}

function Row({ record, axis, at }) {
  const entry = record.timeline[at];
  const fragment = 'timeline-' + (at + 1);
  return passes(entry.text + ' ' + entry.when.value) && html`<li ...${itemProps(fragment, 'row')}>
    <${When} record=${record} entry=${entry} fragment=${fragment} />
    ${axis && html`<${Bar} axis=${axis} entry=${entry} />`}
    <p class="what"><span class="said">${entry.text}</span><${Sources} record=${record} spans=${entry.sources} of=${fragment} />
      ${entry.copies?.length > 0 && html` <span class="faint">≈ copied</span><${Sources} record=${record} spans=${entry.copies} of=${fragment} />`}
      <${Permalink} to=${fragment} /></p></li>`;
}

const Rows = ({ record, axis, first, end }) => html`<ol>${record.timeline.slice(first, end).map((_, at) =>
  html`<${Row} key=${first + at} record=${record} axis=${axis} at=${first + at} />`)}</ol>`;

/* What a long record says of the time before its story is folded: the years that a report looks back to. */
function stretches(record, axis) {
  const end = record.timeline.length;
  let before = 0;
  while (axis && before < end && (bounds(record.timeline[before])?.last ?? axis.from) < axis.from) before++;
  if (before < BACKGROUND) return [{ first: 0, end }];
  return [{ before: true, first: 0, end: before }, { first: before, end }];
}

export function Timeline({ record }) {
  if (record.timeline.length === 0) return null;
  const axis = makeAxis(record.timeline);
  return html`<section id="timeline" class="part" aria-labelledby="h-timeline">
    <h2 id="h-timeline">Timeline</h2>
    <p class="how">A bar is as wide as the date is uncertain. The words that give the date, and how they were read, appear on hover and focus.</p>
    <div class="times">${axis && html`<${Axis} axis=${axis} />`}
      ${stretches(record, axis).map(({ before, first, end }) => before
        ? html`<${Fold} summary=${`${end - first} dates before ${fromDays(axis.from + 1)}`} ids=${Array.from({ length: end - first }, (_, at) => 'timeline-' + (first + at + 1))}>
            ${() => html`<${Rows} record=${record} axis=${axis} first=${first} end=${end} />`}<//>`
        : html`<${Rows} record=${record} axis=${axis} first=${first} end=${end} />`)}</div>
  </section>`;
}
