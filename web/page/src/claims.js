/* claims.js - the matrix of claims by reports. A column is a report that is no copy; what its copies carry stands
 * below it in its cells. Contested claims first. */
import { useMemo } from 'preact/hooks';
import { Badge, Glyph, Permalink, html, plural } from './ui.js';
import { Report, Source, Sources } from './parts.js';
import { nameOf, topOf } from './record.js';
import { itemProps, passes } from './select.js';
import { Note } from './notes.js';
import { Fold } from './fold.js';

const COLUMNS_MAX = 9;
const SHOWN = 20; /* claims of several reports; of contested ones all */
const VOICES = [
  ['support', false, 'yes', '●', 'says'], ['deny', false, 'no', '×', 'denies'], ['aside', false, 'aside', '○', 'mentions'],
  ['support', true, 'copy', '≈', html`copy<span class="hide"> says</span>`], ['deny', true, 'copy no', '≈×', 'copy denies'], ['aside', true, 'copy', '≈', 'copy mentions']
];
const BEARINGS = ['support', 'deny', 'aside'];

const voicesOf = (claim) => BEARINGS.flatMap((bearing) => claim[bearing] || []);

/* All reports that carry a claim if they fit, else those that carry most; the others share a column. */
function chooseColumns(record, claims) {
  const counts = new Map();
  for (const voice of claims.flatMap(voicesOf)) {
    const top = topOf(record, voice.report);
    counts.set(top, (counts.get(top) || 0) + 1);
  }
  const order = record.reports.map((report) => report.id).filter((id) => counts.has(id));
  if (order.length <= COLUMNS_MAX) return { columns: order, others: false };
  const most = [...order].sort((a, b) => counts.get(b) - counts.get(a)).slice(0, COLUMNS_MAX - 1);
  return { columns: order.filter((id) => most.includes(id)), others: true };
}

function Cell({ record, claim, holds, report }) {
  const parts = [];
  for (const [bearing, copies, kind, glyph, word] of VOICES) {
    const voices = (claim[bearing] || []).filter((voice) => {
      const top = topOf(record, voice.report);
      return holds(top) && (top !== voice.report) === copies;
    });
    if (voices.length > 0)
      parts.push(html`<span class=${'cell ' + kind}><${Glyph}>${glyph}<//> ${word}${voices.map(
        (voice) => html`${' '}<${Source} record=${record} span=${voice.span} of=${'claim-' + claim.id} />`)}</span>`);
  }
  const silent = parts.length === 0;
  if (silent) parts.push(html`<span class="cell none"><${Glyph}>·<//><span class="hide">silent</span></span>`);
  return html`<td role="cell" class=${silent ? 'silent' : null} data-report=${report}>${parts}</td>`;
}

const range = (roots) => (roots.min === roots.max ? roots.min : `${roots.min}–${roots.max}`);

/* A report in its own voice gives no source. */
const rootWords = (root) => (root.own ? 'no source given' : root.named ? '' : 'unnamed');

const RootList = ({ roots, against }) =>
  (roots?.list || []).map((root) => html`<li>${against && html`<span class="against">×</span> `}${root.text}${
    html` <span class="faint">${rootWords(root)}</span>`}${root.party && html` <span class="party">${root.party}</span>`}</li>`);

function Roots({ claim }) {
  const denied = claim.deny_roots || claim.denied?.roots;
  const count = (claim.roots?.list || []).length + (denied?.list || []).length;
  return html`<td role="cell" class="num roots">
    <b>${claim.roots ? range(claim.roots) : '?'}</b>${' '}
    ${denied && denied.max > 0 && html`<span class="against">× ${range(denied)} against</span>`}
    <span class="sub">${plural(claim.documents, 'document')}, ${plural(claim.reports, 'report')}</span>
    ${count > 0 && html`<details><summary>who</summary><ul><${RootList} roots=${claim.roots} /><${RootList} roots=${denied} against /></ul></details>`}
  </td>`;
}

const STATUS = {
  contested: html`<${Badge} kind="bad"><${Glyph}>↔<//> contested<//>`,
  unattributed: html`<${Badge}><${Glyph}>?<//> no source named<//>`
};

/* Worth to be compared: some report stands against another, or with it. */
const isShared = (claim) => claim.status === 'contested' || claim.reports > 1;

function Table({ record, claims, layout }) {
  const { columns, others } = layout;
  const copiesOf = (id) => record.reports.filter((report) => report.id !== id && topOf(record, report.id) === id);
  return html`<div class="wide" tabindex="0" role="group" aria-label="Claims by reports"><table class="matrix" role="table">
    <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col" class="claim">claim</th><th role="columnheader" scope="col" class="num">roots</th>
      ${columns.map((id) => html`<th role="columnheader" scope="col"><${Report} record=${record} id=${id} /><span class="sub">${record.byId.get(id).published?.value}</span>
        ${copiesOf(id).map((copy) => html`${' '}<a class="sub" href=${'#report-' + copy.id}>≈ ${record.byId.get(copy.id).number} copy</a>`)}</th>`)}
      ${others && html`<th role="columnheader" scope="col">other reports</th>`}
    </tr></thead>
    <tbody role="rowgroup">${claims.map((claim) => html`<tr role="row" key=${claim.id} ...${itemProps('claim-' + claim.id)}>
      <th role="rowheader" scope="row" class="claim">${STATUS[claim.status]}<span class="said">${claim.text}</span><${Permalink} to=${'claim-' + claim.id} />
        <${Note} kind="claim" item=${claim.id} about=${claim.text} /></th>
      <${Roots} claim=${claim} />
      ${columns.map((id) => html`<${Cell} record=${record} claim=${claim} holds=${(top) => top === id} report=${record.byId.get(id).number + ' ' + nameOf(record.byId.get(id))} />`)}
      ${others && html`<${Cell} record=${record} claim=${claim} holds=${(top) => !columns.includes(top)} report="other reports" />`}
    </tr>`)}</tbody>
  </table></div>`;
}

/* A claim that one report alone carries needs no row of the matrix: its words, where they stand, whose they are. */
function Alone({ record, claim }) {
  const fragment = 'claim-' + claim.id;
  const roots = (claim.roots?.list || []).map((root) => root.text + (rootWords(root) && ` (${rootWords(root)})`)).join(', ');
  return html`<li ...${itemProps(fragment)}><span class="said">${claim.text}</span><${Sources} record=${record} spans=${voicesOf(claim).map((voice) => voice.span)} of=${fragment} />
    ${roots && html` <span class="faint">${roots}</span>`}<${Permalink} to=${fragment} /><${Note} kind="claim" item=${claim.id} about=${claim.text} /></li>`;
}

export function Claims({ record }) {
  const layout = useMemo(() => chooseColumns(record, record.claims.filter(isShared)), [record]);
  if (record.claims.length === 0) return null;
  const claims = [...record.claims].sort((a, b) => (b.status === 'contested') - (a.status === 'contested'))
    .filter((claim) => passes([claim.text, ...voicesOf(claim).map((voice) => voice.span?.text)].join(' ')));
  const shared = claims.filter(isShared);
  const alone = claims.filter((claim) => !isShared(claim));
  const shown = Math.max(SHOWN, shared.filter((claim) => claim.status === 'contested').length);
  return html`<section id="claims" class="part" aria-labelledby="h-claims">
    <h2 id="h-claims">Claims by reports</h2>
    <p class="how">Roots are the distinct origins that a claim can be traced back to, once copies are folded: 1–2 where the reports do not decide it.</p>
    ${shared.length > 0 && html`<${Table} record=${record} claims=${shared.slice(0, shown)} layout=${layout} />`}
    ${shown < shared.length && html`<${Fold} summary=${plural(shared.length - shown, 'further claim') + ' of several reports'} ids=${shared.slice(shown).map((claim) => 'claim-' + claim.id)}>
      ${() => html`<${Table} record=${record} claims=${shared.slice(shown)} layout=${layout} />`}<//>`}
    ${alone.length > 0 && html`<${Fold} summary=${plural(alone.length, 'claim') + ' of one report alone, denied by none'} ids=${alone.map((claim) => 'claim-' + claim.id)} open=${shared.length === 0}>
      ${() => html`<ul class="plain">${alone.map((claim) => html`<${Alone} key=${claim.id} record=${record} claim=${claim} />`)}</ul>`}<//>`}
  </section>`;
}
