/* parts.js - links to reports and to their words, as all sections use them. */
import { Glyph, html } from './ui.js';
import { address, nameOf } from './record.js';
import { point } from './select.js';

export function Report({ record, id }) {
  const report = record.byId.get(id);
  if (!report) return null;
  return html`<a class="rep" href=${'#report-' + id} title=${nameOf(report)}><b class="no">${report.number}</b> ${nameOf(report)}</a>`;
}

/* A link to the words in the reading pane; selects its item too. */
export function Source({ record, span, of }) {
  const report = span && record.byId.get(span.report);
  if (!report) return null;
  const title = `${nameOf(report)}, bytes ${span.start}–${span.end}`;
  const on = (event) => {
    event.preventDefault();
    event.stopPropagation();
    point(span, of);
  };
  return html`<a class="src" href=${'#' + (of || 'report-' + span.report)} title=${title} onClick=${on}>${address(record, span)}</a>`;
}

export const Sources = ({ record, spans, of }) =>
  html`<span class="srcs">${spans.map((span) => html`${' '}<${Source} record=${record} span=${span} of=${of} />`)}</span>`;

/* The runs that the record has for two wordings; side is "old", "new" or both. */
export function Words({ runs, side }) {
  return runs
    .filter(([kind]) => kind === 'same' || !side || (side === 'old' ? kind === 'gone' : kind === 'new'))
    .map(([kind, text], at) => {
      const space = at > 0 ? ' ' : '';
      if (kind === 'gone') return html`${space}<del>${text}</del>`;
      if (kind === 'new') return html`${space}<ins>${text}</ins>`;
      return space + text;
    });
}

export const COPY_WORDS = { verbatim: 'verbatim', edited: 'edited', paraphrase: 'paraphrased' };

export const CopyBadge = ({ record, copy }) =>
  html`<span class="badge copy"><${Glyph}>≈<//> ${COPY_WORDS[copy.kind] || copy.kind} copy of ${record.byId.get(copy.of)?.number}</span>`;
