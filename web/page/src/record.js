/* record.js - a record made ready for the page: who is folded into whom, what each item points at, byte offsets as
 * offsets of JavaScript strings.
 *
 *   record.reports[]   copies[]                                top
 *     r1  <------------- r5 is a copy of r1                    r1 -> r1, r5 -> r1, r2 -> r2
 */

/* Bytes of UTF-8 -> UTF-16 units, made when first asked for. */
function makeOffsets(text) {
  if (/^[\x00-\x7f]*$/.test(text)) return (byte) => byte;
  const units = [];
  let unit = 0;
  for (const character of text) {
    const code = character.codePointAt(0);
    const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (let i = 0; i < bytes; i++) units.push(unit);
    unit += character.length;
  }
  return (byte) => (byte < units.length ? units[byte] : unit);
}

/* The items that can be selected, by fragment: { kind, item, spans, number }. */
function collect(record) {
  const items = new Map();
  const put = (fragment, kind, item, spans) => items.set(fragment, { fragment, kind, item, spans: spans.filter(Boolean) });
  const spansOf = (list) => (list || []).map((it) => it.span);
  record.claims.forEach((it) => put('claim-' + it.id, 'claim', it, [...spansOf(it.support), ...spansOf(it.deny), ...spansOf(it.aside)]));
  record.timeline.forEach((it, at) =>
    put('timeline-' + (at + 1), 'timeline', it, [...it.sources, record.times.find((time) => time.id === it.time)?.span]));
  record.copies.forEach((it, at) => put('copy-' + (at + 1), 'copy', it, it.evidence.flatMap((piece) => [piece.a, piece.b])));
  record.shared_sources.forEach((it, at) => put('shared-' + (at + 1), 'shared source', it, it.spans));
  record.quotations.forEach((it) => put('quotation-' + it.id, 'quotation', it, spansOf(it.versions)));
  record.differences.forEach((it, at) => put('difference-' + (at + 1), 'difference', it, [it.a, it.b]));
  record.statements.forEach((it) =>
    put('statement-' + it.id, 'statement', it, [...it.content, it.speaker?.span, it.cue?.span, it.addressee?.span]));
  record.times.forEach((it) => put('time-' + it.id, 'time', it, [it.span]));
  for (const report of record.reports) {
    put('report-' + report.id, 'report', report, []);
    for (const sentence of report.sentences)
      put('sentence-' + sentence.id, 'sentence', sentence, [{ report: report.id, start: sentence.start, end: sentence.end, source: sentence.source, line: sentence.line }]);
  }
  return items;
}

const LISTS = ['reports', 'entities', 'statements', 'quotations', 'copies', 'shared_sources', 'claims', 'credits', 'differences', 'times', 'timeline'];

export function prepare(raw) {
  const record = { ...raw };
  for (const list of LISTS) record[list] = raw[list] || [];
  record.byId = new Map(record.reports.map((report, at) => [report.id, { ...report, number: at + 1, offset: null }]));
  record.entityById = new Map(record.entities.map((entity) => [entity.id, entity]));
  record.parent = new Map();
  for (const copy of record.copies)
    if (!record.parent.has(copy.copy) && topOf(record, copy.of) !== copy.copy) record.parent.set(copy.copy, copy);
  record.items = collect(record);
  return record;
}

export function topOf(record, id) {
  for (let copy = record.parent.get(id); copy; copy = record.parent.get(id)) id = copy.of;
  return id;
}

export function slice(report, start, end) {
  report.offset = report.offset || makeOffsets(report.text);
  return report.text.slice(report.offset(start), report.offset(end));
}

export const textOf = (record, span) => {
  const report = record.byId.get(span.report);
  return span.text ?? (report ? slice(report, span.start, span.end) : '');
};

/* With the quotation marks that stand directly around it. */
export function withMarks(record, span) {
  const report = record.byId.get(span.report);
  if (!report) return span.text || '';
  report.offset = report.offset || makeOffsets(report.text);
  let start = report.offset(span.start);
  let end = report.offset(span.end);
  if (/["“”„«»‘’‚]/.test(report.text[start - 1] || '')) start--;
  if (/["“”„«»‘’‚]/.test(report.text[end] || '')) end++;
  return report.text.slice(start, end);
}

export const nameOf = (report) => (report.outlet || (report.path || '').split('/').pop() || report.id).replace(/^www\./, '');

/* "2:13", report 2, line 13 of its file; "2@1204", byte 1204 of its clean text. */
export function address(record, span) {
  const report = record.byId.get(span.report);
  const number = report ? report.number : '?';
  return span.line ? `${number}:${span.line}` : `${number}@${span.start}`;
}
