/* said.js - quotation cards with word differences, what differs between reports, who said what. */
import { useMemo } from 'preact/hooks';
import { Badge, Glyph, Permalink, html, plural } from './ui.js';
import { Report, Source, Sources, Words } from './parts.js';
import { textOf, withMarks } from './record.js';
import { itemProps, passes } from './select.js';
import { Note } from './notes.js';
import { Fold } from './fold.js';

/* ---- Quotations ---- */

const differs = (quotation) => quotation.versions.length > 1 && quotation.verdict !== 'same';

function speakerOf(record, quotation) {
  const entity = record.entityById.get(quotation.speaker);
  if (entity) return entity.name;
  const said = quotation.versions.map((version) => record.statements.find((it) => it.id === version.statement)).find((it) => it?.speaker?.text);
  return said ? said.speaker.text : 'No speaker named';
}

/* Each wording once, the one that the others are compared with first. */
function Versions({ record, quotation, fragment }) {
  const base = quotation.versions.find((version) => !version.words) || quotation.versions[0];
  const groups = new Map();
  for (const version of [base, ...quotation.versions.filter((it) => it !== base)]) {
    const text = withMarks(record, version.span);
    groups.set(text, [...(groups.get(text) || []), version]);
  }
  return html`<table class="versions"><thead class="hide"><tr><th scope="col">report</th><th scope="col">words</th></tr></thead><tbody>
    ${[...groups].map(([text, versions]) => html`<tr>
      <td class="who">${versions.map((version, at) => html`${at > 0 && html`<br />`}<${Report} record=${record} id=${version.report} />${' '}<${Source} record=${record} span=${version.span} of=${fragment} />`)}</td>
      <td class="said">${versions[0].words ? html`<${Words} runs=${versions[0].words} />` : text}</td></tr>`)}
  </tbody></table>`;
}

function Card({ record, quotation }) {
  const fragment = 'quotation-' + quotation.id;
  return html`<article key=${fragment} ...${itemProps(fragment, 'card')}>
    <h3>${speakerOf(record, quotation)} ${quotation.verdict === 'altered' ? html`<${Badge} kind="bad"><${Glyph}>≠<//> altered<//>` : html`<${Badge}>quoted in part<//>`}
      ${[...new Set(quotation.changes.map((change) => change.kind))].map((kind) => html`${' '}<${Badge} kind="bad">${kind}<//>`)}
      <${Permalink} to=${fragment} /></h3>
    <${Versions} record=${record} quotation=${quotation} fragment=${fragment} />
    <${Note} kind="quotation" item=${quotation.id} about=${textOf(record, quotation.versions[0].span)} />
  </article>`;
}

export function Quotations({ record }) {
  if (record.quotations.length === 0) return null;
  const shown = record.quotations.filter((it) => passes(speakerOf(record, it) + ' ' + it.versions.map((version) => textOf(record, version.span)).join(' ')));
  const same = shown.filter((it) => !differs(it));
  return html`<section id="quotations" class="part" aria-labelledby="h-quotations">
    <h2 id="h-quotations">Quotations</h2>
    <p class="how">The first wording is the original, or the fullest. <del>Struck</del> words are missing in another report, <ins>underlined</ins> ones were put in.</p>
    ${shown.filter(differs).map((quotation) => html`<${Card} record=${record} quotation=${quotation} />`)}
    ${same.length > 0 && html`<${Fold} summary=${same.length + ' that do not differ'} ids=${same.map((it) => 'quotation-' + it.id)}>
      ${() => html`<ul class="plain">${same.map((quotation) => html`
        <li key=${quotation.id} ...${itemProps('quotation-' + quotation.id)}><b>${speakerOf(record, quotation)}</b> <span class="said">${withMarks(record, quotation.versions[0].span)}</span>
          <${Sources} record=${record} spans=${quotation.versions.map((it) => it.span)} of=${'quotation-' + quotation.id} /></li>`)}</ul>`}<//>`}
  </section>`;
}

/* ---- Differences ---- */

const KINDS = {
  contested: 'Contested', reversed: 'Reversed', number: 'Numbers', role: 'Roles', spelling: 'Spelling of names', framing: 'Framing',
  modality: 'May or should became is', attribution_lost: 'Attribution lost', source_inflated: 'One source became several'
};

const Side = ({ record, difference, span, side, fragment }) => span && html`<div>
  <p class="over"><${Report} record=${record} id=${span.report} />${' '}<${Source} record=${record} span=${span} of=${fragment} /></p>
  <p class="said">${difference.words ? html`<${Words} runs=${difference.words} side=${side} />` : textOf(record, span)}</p></div>`;

export function Differences({ record }) {
  if (record.differences.length === 0) return null;
  const kinds = [...new Set([...Object.keys(KINDS), ...record.differences.map((it) => it.kind)])];
  const all = record.differences.map((it, at) => ({ ...it, fragment: 'difference-' + (at + 1) }))
    .filter((it) => passes([it.text, it.a?.text, it.b?.text].join(' ')));
  return html`<section id="differences" class="part" aria-labelledby="h-differences">
    <h2 id="h-differences">Differences</h2>
    <p class="how">Where two reports disagree, or a copy altered what it copied.</p>
    ${kinds.map((kind) => {
      const list = all.filter((it) => it.kind === kind);
      return list.length > 0 && html`<h3>${KINDS[kind] || kind}</h3>${list.map((it) => html`<article key=${it.fragment} ...${itemProps(it.fragment, 'card')}>
        <h4>${it.text} <span class="faint">${it.verdict}</span><${Permalink} to=${it.fragment} /></h4>
        <div class="sides"><${Side} record=${record} difference=${it} span=${it.a} side="old" fragment=${it.fragment} />
          <${Side} record=${record} difference=${it} span=${it.b} side="new" fragment=${it.fragment} /></div></article>`)}`;
    })}
  </section>`;
}

/* ---- Statements ---- */

const POLARITIES = {
  assert: ['yes', '●', 'says'], deny: ['no', '×', 'denies'], question: ['ask', '?', 'asks'], request: ['ask', '→', 'urges'],
  warn: ['ask', '!', 'warns'], 'no-comment': ['none', '–', 'declines']
};
const NUMBERS = { one: 'unnamed, one', several: 'unnamed, several', unknown: 'unnamed' };

/* Named speakers of the whole pile; unnamed ones only inside of a report, for two "officials" may be different people. */
function bySpeaker(record) {
  const groups = new Map();
  for (const said of record.statements) {
    const { entity, text, named } = said.speaker || {};
    const key = entity ? 'e' + entity : text ? (named ? 'n' + text.toLowerCase() : said.report + text.toLowerCase()) : '';
    if (!groups.has(key)) groups.set(key, { key, entity: record.entityById.get(entity), text, named: false, number: said.speaker?.number, list: [] });
    const group = groups.get(key);
    group.named = group.named || named;
    group.list.push(said);
  }
  const rank = (group) => (group.key === '' ? 2 : group.named ? 0 : 1);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

const sentenceOf = (record, said) => record.items.get('sentence-' + said.sentence)?.spans[0];

function contentOf(record, said) {
  if (said.content.length === 0) {
    const span = sentenceOf(record, said);
    return span ? textOf(record, span) : '';
  }
  return said.content.map((span) => (said.mode === 'indirect' ? textOf(record, span) : withMarks(record, span))).join(' … ');
}

function Statement({ record, said }) {
  const [kind, glyph, word] = said.tentative ? ['none', '○', said.cue?.text || 'says'] : POLARITIES[said.polarity] || ['none', '·', said.polarity];
  const fragment = 'statement-' + said.id;
  const copy = record.parent.get(said.report);
  const when = record.times.find((time) => time.id === said.when);
  const details = [said.cue?.text && !said.tentative && `“${said.cue.text}”`, said.mode, said.addressee && `to ${said.addressee.text}`,
    said.channel.length > 0 && 'via ' + said.channel.map((step) => step.text).join(' › '), when && `on ${when.value}`,
    said.hedged && 'hedged', said.tentative && 'tentative', said.planned && 'not said yet', said.conditional && 'conditional'].filter(Boolean).join(', ');
  const spans = said.content.length > 0 ? said.content : [sentenceOf(record, said)].filter(Boolean);
  return html`<li ...${itemProps(fragment)}><span class=${'verb ' + kind}><${Glyph}>${glyph}<//> ${word}</span>
    <div><span class="said">${contentOf(record, said)}</span><${Sources} record=${record} spans=${spans} of=${fragment} />
      <span class="faint"> ${details}</span>${copy && html` <span class="badge copy">≈ in a copy of ${record.byId.get(copy.of).number}</span>`}
      <${Permalink} to=${fragment} /><${Note} kind="statement" item=${said.id} about=${contentOf(record, said)} /></div></li>`;
}

/* A long record shows the first statements of those who say most, and folds the rest. */
const LONG = 60;
const SHOWN = 3;
const SPEAKERS_SHOWN = 12;

const Said = ({ record, list }) => html`<ul class="statements">${list.map((said) => html`<${Statement} key=${said.id} record=${record} said=${said} />`)}</ul>`;

const idsOf = (list) => list.map((said) => 'statement-' + said.id);

function Speaker({ record, group, long }) {
  const name = group.entity?.name || group.text || 'No speaker named';
  const list = group.list.filter((said) => passes(name + ' ' + contentOf(record, said)));
  const shown = long && list.length > SHOWN + 1 ? SHOWN : list.length;
  return list.length > 0 && html`<div class="speaker"><h3>${name}<span class="faint">${(group.entity?.roles || []).map((role) => ', ' + role)}</span>
    ${group.key !== '' && !group.named && html` <${Badge}>${NUMBERS[group.number] || 'unnamed'}<//>`}</h3>
    ${group.entity && html`<${Note} kind="entity" item=${group.entity.id} about=${name} />`}
    <${Said} record=${record} list=${list.slice(0, shown)} />
    ${shown < list.length && html`<${Fold} summary=${`${list.length - shown} more`} ids=${idsOf(list.slice(shown))}>${() => html`<${Said} record=${record} list=${list.slice(shown)} />`}<//>`}</div>`;
}

const Speakers = ({ record, groups, long }) => groups.map((group) => html`<${Speaker} key=${group.key} record=${record} group=${group} long=${long} />`);

export function Statements({ record }) {
  const groups = useMemo(() => bySpeaker(record), [record]);
  if (groups.length === 0) return null;
  const long = record.statements.length > LONG;
  const named = groups.filter((group) => group.named);
  if (long) named.sort((a, b) => b.list.length - a.list.length);
  const first = long ? named.slice(0, SPEAKERS_SHOWN) : groups;
  const folds = long ? [[named.slice(SPEAKERS_SHOWN), 'speaker who says less', 'speakers who say less'], [groups.filter((group) => !group.named), 'unnamed speaker', 'unnamed speakers']] : [];
  return html`<section id="statements" class="part" aria-labelledby="h-statements">
    <h2 id="h-statements">Who said what</h2>
    <${Speakers} record=${record} groups=${first} long=${long} />
    ${folds.map(([list, one, several]) => list.length > 0 && html`<${Fold} summary=${plural(list.length, one, several)} ids=${idsOf(list.flatMap((group) => group.list))}>
      ${() => html`<${Speakers} record=${record} groups=${list} />`}<//>`)}
  </section>`;
}
