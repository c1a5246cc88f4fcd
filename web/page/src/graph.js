/* graph.js - who took what from whom: a picture laid out by dagre, and a list that says the same. Missing ancestors and what
 * is credited but not in the pile are dashed. */
import dagre from '@dagrejs/dagre';
import { useMemo } from 'preact/hooks';
import { Permalink, html, plural } from './ui.js';
import { COPY_WORDS, CopyBadge, Report, Source, Sources } from './parts.js';
import { nameOf, withMarks } from './record.js';
import { itemProps, passes, select } from './select.js';

const WIDTH = 214;
const HEIGHT = 42;
const NAME_MAX = 23;
const NODES_MAX = 120;

const cut = (text, max) => (text.length > max ? text.slice(0, max) + '…' : text);

/* Nodes and edges by their meaning; a missing ancestor stands for a report and all copies that share it with it. */
function describe(record) {
  const nodes = new Map();
  const edges = new Map();
  const edge = (from, to, kind) => edges.set(from + ' ' + to, { from, to, kind });
  for (const report of record.reports.slice(0, NODES_MAX)) {
    const copy = record.parent.get(report.id);
    nodes.set(report.id, {
      report, kind: copy ? 'copy' : 'own', name: cut(nameOf(report), NAME_MAX),
      sub: [copy && `${COPY_WORDS[copy.kind]} copy`, report.published?.value].filter(Boolean).join(' · ')
    });
  }
  const outside = (id, kind, name, sub) => nodes.has(id) || nodes.set(id, { kind, name: cut(name, NAME_MAX + 2), sub });
  for (const copy of record.parent.values()) {
    if (!nodes.has(copy.copy) || !nodes.has(copy.of)) continue;
    if (copy.missing_ancestor) {
      const id = 'missing ' + copy.of;
      outside(id, 'lost', 'a common ancestor', 'not in the pile');
      edge(id, copy.of, 'lost');
      edge(id, copy.copy, 'lost');
    } else edge(copy.of, copy.copy, 'copy');
  }
  for (const shared of record.shared_sources) {
    const id = 'shared ' + (shared.speaker || '');
    outside(id, 'shared', shared.speaker || 'the same words', 'one source, quoted alike');
    for (const report of shared.reports) if (nodes.has(report)) edge(id, report, 'shared');
  }
  for (const credit of record.credits) {
    if (credit.kind === 'contributed' || record.reports.some((report) => report.outlet === credit.name) || !nodes.has(credit.report)) continue;
    const id = 'credit ' + credit.name;
    outside(id, 'lost', credit.name, 'credited, not in the pile');
    edge(id, credit.report, 'credit');
  }
  /* Reports that stand alone say nothing in a picture; the list has them. */
  const reached = new Set([...edges.values()].flatMap((it) => [it.from, it.to]));
  for (const id of [...nodes.keys()]) if (!reached.has(id)) nodes.delete(id);
  return { nodes, edges: [...edges.values()] };
}

function layOut(record) {
  const { nodes, edges } = describe(record);
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', ranksep: 48, nodesep: 12, marginx: 2, marginy: 2 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of nodes.keys()) graph.setNode(id, { width: WIDTH, height: HEIGHT });
  for (const { from, to } of edges) graph.setEdge(from, to);
  dagre.layout(graph);
  return {
    width: Math.ceil(graph.graph().width), height: Math.ceil(graph.graph().height),
    nodes: [...nodes].map(([id, node]) => ({ id, ...node, x: graph.node(id).x - WIDTH / 2, y: graph.node(id).y - HEIGHT / 2 })),
    edges: edges.map((edge) => {
      const a = graph.node(edge.from);
      const b = graph.node(edge.to);
      return { ...edge, x1: a.x + WIDTH / 2, y1: a.y, x2: b.x - WIDTH / 2 - 8, y2: b.y };
    })
  };
}

function Picture({ record }) {
  const { width, height, nodes, edges } = useMemo(() => layOut(record), [record]);
  if (nodes.length === 0) return html`<p>No report was found to derive from another.</p>`;
  const box = (node) => html`<rect class=${'node ' + node.kind} x=${node.x} y=${node.y} width=${WIDTH} height=${HEIGHT} rx="4" />
    <text x=${node.x + 10} y=${node.y + 18}>${node.report && html`<tspan class="no">${record.byId.get(node.report.id).number}</tspan> `}<tspan class="name">${node.name}</tspan></text>
    <text class="sub" x=${node.x + 10} y=${node.y + 33}>${node.sub}</text>`;
  return html`<div class="graph" tabindex="0" role="group" aria-label="Picture of the sources; the list below says the same">
    <svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`}>
      ${edges.map(({ kind, x1, y1, x2, y2 }) => html`<path class=${'edge ' + kind} d=${`M${x1} ${y1}C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`} />
        <path class="head" d=${`M${x2 + 7} ${y2}l-7 -4v8z`} />`)}
      ${nodes.map((node) => (node.report
        ? html`<a href=${'#report-' + node.report.id} onClick=${(event) => { event.preventDefault(); select('report-' + node.report.id); }}>${box(node)}</a>`
        : html`<g>${box(node)}</g>`))}
    </svg></div>`;
}

const DIRECTIONS = { certain: 'the direction is certain', likely: 'the direction is likely', unknown: 'which of the two is the copy is not known' };

function Copy({ record, copy }) {
  const fragment = 'copy-' + (record.copies.indexOf(copy) + 1);
  return html`<div ...${itemProps(fragment)}><${CopyBadge} record=${record} copy=${copy} />
    <span class="faint"> score ${copy.score.toFixed(2)}; ${DIRECTIONS[copy.direction]}${copy.missing_ancestor && '; both seem to descend from a text that is not here'}</span>
    <${Permalink} to=${fragment} />
    <details><summary>Evidence (${copy.evidence.length})</summary><dl class="evidence">${copy.evidence.map((piece) => html`
      <dt>${piece.kind}</dt><dd>${piece.text}${' '}<${Source} record=${record} span=${piece.a} of=${fragment} />${' '}<${Source} record=${record} span=${piece.b} of=${fragment} /></dd>`)}</dl></details></div>`;
}

function Branch({ record, ids }) {
  return html`<ul class="tree">${ids.map((id) => {
    const children = record.reports.filter((report) => record.parent.get(report.id)?.of === id).map((report) => report.id);
    const copy = record.parent.get(id);
    return html`<li key=${id}><${Report} record=${record} id=${id} /> <span class="faint">${record.byId.get(id).published?.value}</span>
      ${copy && html`<${Copy} record=${record} copy=${copy} />`}
      ${children.length > 0 && html`<${Branch} record=${record} ids=${children} />`}</li>`;
  })}</ul>`;
}

const CREDITS = { dateline: 'in its dateline', contributed: 'as having contributed', reported: 'as having reported it first' };

export function Sourcing({ record }) {
  const roots = record.reports.filter((report) => !record.parent.has(report.id)).map((report) => report.id);
  return html`<section id="sources" class="part" aria-labelledby="h-sources">
    <h2 id="h-sources">Sources</h2>
    <p class="how">Which report derives from which. Arrows follow the text; dashed boxes are not in the pile.</p>
    ${record.reports.length > 1 && html`<${Picture} record=${record} />`}
    <${Branch} record=${record} ids=${roots} />
    ${record.shared_sources.length > 0 && html`<h3>Shared sources</h3><ul class="plain">${record.shared_sources.map((shared, at) => {
      const fragment = 'shared-' + (at + 1);
      const text = shared.spans[0] ? withMarks(record, shared.spans[0]) : '';
      return passes(text + ' ' + shared.speaker) && html`<li key=${fragment} ...${itemProps(fragment)}><b>${shared.speaker || 'The same words'}</b>, quoted alike by
        ${' ' + plural(shared.reports.length, 'report')} that are no copies of each other: <span class="said">${text}</span>
        <${Sources} record=${record} spans=${shared.spans} of=${fragment} /></li>`;
    })}</ul>`}
    ${record.credits.length > 0 && html`<h3>Credits</h3><ul class="plain">${record.credits.map((credit) => html`<li>
      <${Report} record=${record} id=${credit.report} /> names <b>${credit.name}</b> ${CREDITS[credit.kind]}${' '}<${Source} record=${record} span=${credit.span} /></li>`)}</ul>`}
  </section>`;
}
