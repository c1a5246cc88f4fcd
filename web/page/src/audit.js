/* audit.js - how the record came to say what is selected: the rule, the program and model, the bytes, the files' hashes. */
import { html } from './ui.js';
import { nameOf, textOf } from './record.js';
import { Source } from './parts.js';
import { drawer, selected } from './select.js';

/* What the record says of how it got there, by kind of item. */
const RULES = {
  timeline: (it) => [['date read by', it.resolved_by], ['as written', it.words], ['value', it.when.value], ['bounds', [it.when.earliest, it.when.latest].filter(Boolean).join(' to ')]],
  time: (it) => [['rule', it.rule], ['type', it.type], ['value', it.value], ['bounds', [it.earliest, it.latest].filter(Boolean).join(' to ')]],
  statement: (it) => [['cue', it.cue?.text && `“${it.cue.text}” (${it.cue.lemma}, ${it.cue.class})`], ['mode', it.mode], ['polarity', it.polarity], ['inside of', it.within], ['time', it.when]],
  quotation: (it) => [['verdict', it.verdict], ...it.changes.map((change) => [change.kind, `“${change.a || 'nothing'}” became “${change.b || 'nothing'}”`])],
  copy: (it) => [['kind', it.kind], ['direction', it.direction], ['score', it.score.toFixed(2)], ...it.evidence.map((piece) => [piece.kind, piece.text])],
  difference: (it) => [['kind', it.kind], ['verdict', it.verdict]],
  claim: (it) => [['status', it.status], ['documents', it.documents], ['reports', it.reports], ['roots', it.roots && (it.roots.min === it.roots.max ? it.roots.min : `${it.roots.min} to ${it.roots.max}`)],
    ...['support', 'deny', 'aside'].flatMap((bearing) => (it[bearing] || []).map((voice) => [bearing, [voice.counted, ...(voice.walk || []).map((step) => `${step.kind}: ${step.text}`)].filter(Boolean).join(' › ') || voice.sentence]))],
  report: (it) => [['date', [it.published?.value, it.published?.basis, it.published?.why].filter(Boolean).join(', ')], ['language', it.language], ['left out', `${it.excluded.length} parts`]],
  sentence: (it) => [['kind', it.kind]]
};

const Row = ({ name, children }) => html`<dt>${name}</dt><dd>${children}</dd>`;

function Bytes({ record, span, fragment }) {
  const report = record.byId.get(span.report);
  if (!report) return null;
  return html`<tr><td><${Source} record=${record} span=${span} of=${fragment} /></td><td class="mono">${report.path || nameOf(report)}</td>
    <td class="mono num">${span.start}–${span.end}</td><td class="mono num">${span.source ? `${span.source[0]}–${span.source[1]}` : 'markup'}</td>
    <td class="said">${textOf(record, span).slice(0, 160)}</td></tr>`;
}

export function Drawer({ record }) {
  if (!selected.value) return null;
  const { kind, item, spans, fragment } = selected.value;
  const rules = (RULES[kind] ? RULES[kind](item) : []).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const reports = [...new Set([...spans.map((span) => span.report), ...(kind === 'report' ? [item.id] : [])])].map((id) => record.byId.get(id)).filter(Boolean);
  return html`<section class=${'drawer' + (drawer.value ? ' open' : '')} aria-label="Audit of what is selected">
    <h2><button type="button" aria-expanded=${drawer.value} aria-controls="audit-body" onClick=${() => (drawer.value = !drawer.value)}>
      <span aria-hidden="true">${drawer.value ? '▾' : '▸'}</span> Audit <span class="faint">${fragment}</span></button></h2>
    ${drawer.value && html`<div id="audit-body" class="drawer-body" tabindex="0" role="group" aria-label="Audit">
      <dl class="evidence">${rules.map(([name, value]) => html`<${Row} name=${name}>${value}<//>`)}
        <${Row} name="made by">readout ${record.engine?.version}, model ${record.engine?.model}<//></dl>
      ${spans.length > 0 && html`<div class="wide"><table class="files"><thead><tr><th scope="col">source</th><th scope="col">file</th><th scope="col" class="num">bytes of text</th><th scope="col" class="num">bytes of file</th><th scope="col">words</th></tr></thead>
        <tbody>${spans.map((span) => html`<${Bytes} record=${record} span=${span} fragment=${fragment} />`)}</tbody></table></div>`}
      <dl class="evidence">${reports.map((report) => html`<${Row} name=${'file ' + report.number}><span class="mono hash">${report.path}<br />sha256 ${report.sha256}</span><//>`)}</dl>
    </div>`}
  </section>`;
}

/* Of the whole story, at its end. */
export const Files = ({ record }) => html`<section id="audit" class="part" aria-labelledby="h-audit">
  <h2 id="h-audit">Audit</h2>
  <p class="how">A source such as 2:13 is report 2, line 13 of its file; 2@1204 is byte 1204 of its clean text.</p>
  <p>Made by readout ${record.engine?.version} with the model ${record.engine?.model}.</p>
  <div class="wide" tabindex="0" role="group" aria-label="Files"><table class="files"><thead><tr><th scope="col">report</th><th scope="col">file</th><th scope="col">date and how it was found</th></tr></thead><tbody>
    ${[...record.byId.values()].map((report) => html`<tr><th scope="row"><a class="rep" href=${'#report-' + report.id}><b class="no">${report.number}</b> ${nameOf(report)}</a></th>
      <td class="mono">${report.path}<br /><span class="hash short" title=${report.sha256}>sha256 ${report.sha256}</span></td><td>${report.published?.value} <b>${report.published?.basis}</b> <span class="faint">${report.published?.why}</span></td></tr>`)}
  </tbody></table></div>
  ${record.reports.filter((report) => report.excluded?.length > 0).map((report) => html`<details class="more"><summary>Left out of ${record.byId.get(report.id).number} (${report.excluded.length})</summary>
    <dl class="evidence">${report.excluded.map((piece) => html`<${Row} name=${piece.kind}>${piece.text}<//>`)}</dl></details>`)}
</section>`;
