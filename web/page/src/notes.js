/* notes.js - what an analyst thinks of an item, and Admiralty grades. They are kept in the store beside the record, and look
 * different from it: what was computed is never changed by them. */
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { putNote } from './api.js';
import { html } from './ui.js';

export const story = signal(null);
export const notes = signal([]);

const SOURCE = { A: 'completely reliable', B: 'usually reliable', C: 'fairly reliable', D: 'not usually reliable', E: 'unreliable', F: 'cannot be judged' };
const INFORMATION = { 1: 'confirmed by others', 2: 'probably true', 3: 'possibly true', 4: 'doubtful', 5: 'improbable', 6: 'cannot be judged' };

const find = (kind, item) => notes.value.find((note) => note.kind === kind && note.item === item);

function Grade({ note }) {
  if (!note.source && !note.information) return null;
  const words = [note.source && 'source ' + SOURCE[note.source], note.information && 'information ' + INFORMATION[note.information]].filter(Boolean).join(', ');
  return html`<b class="grade" title=${words}>${note.source || '–'}${note.information || '–'}<span class="hide"> (${words})</span></b>${' '}`;
}

function Editor({ kind, item, about, close }) {
  const note = find(kind, item) || {};
  const [draft, setDraft] = useState({ text: note.text || '', source: note.source || '', information: note.information || '' });
  const [problem, setProblem] = useState('');
  const change = (name) => (event) => setDraft({ ...draft, [name]: event.target.value });
  const save = async (event) => {
    event.preventDefault();
    try {
      const saved = await putNote(story.value, kind, item, {
        text: draft.text.trim() || null, source: draft.source || null, information: draft.information ? Number(draft.information) : null
      });
      notes.value = [...notes.value.filter((it) => it.kind !== kind || it.item !== item), ...(saved ? [saved] : [])];
      close();
    } catch (error) {
      setProblem(error.message);
    }
  };
  const options = (grades) => Object.entries(grades).map(([grade, words]) => html`<option value=${grade}>${grade} – ${words}</option>`);
  return html`<form class="note-form" onSubmit=${save} onKeyDown=${(event) => event.key === 'Escape' && (event.stopPropagation(), close())}>
    <label>Note<textarea rows="2" value=${draft.text} onInput=${change('text')} ref=${(element) => element && !element.dataset.seen && (element.dataset.seen = 'yes', element.focus())} aria-label=${'Note on: ' + about.slice(0, 80)}></textarea></label>
    <label>Source<select value=${draft.source} onChange=${change('source')}><option value="">not graded</option>${options(SOURCE)}</select></label>
    <label>Information<select value=${String(draft.information)} onChange=${change('information')}><option value="">not graded</option>${options(INFORMATION)}</select></label>
    <span><button type="submit">Save</button> <button type="button" onClick=${close}>Cancel</button></span>
    ${problem && html`<p role="alert" class="badge bad">${problem}</p>`}
  </form>`;
}

export function Note({ kind, item, about }) {
  const [open, setOpen] = useState(false);
  const note = find(kind, item);
  if (open) return html`<${Editor} kind=${kind} item=${item} about=${about || kind} close=${() => setOpen(false)} />`;
  return html`<div class=${'note' + (note ? ' there' : '')}>
    ${note && html`<span><${Grade} note=${note} />${note.text}</span>${' '}`}
    <button type="button" class="quiet-button" onClick=${() => setOpen(true)}>${note ? 'Edit note' : 'Add note'}<span class="hide"> on ${(about || kind).slice(0, 60)}</span></button></div>`;
}

/* Notes whose item is no longer in the record. */
export function LooseNotes() {
  const loose = notes.value.filter((note) => note.attached === false);
  return loose.length > 0 && html`<section class="part" aria-labelledby="h-loose"><h2 id="h-loose">Notes without their item</h2>
    <p class="how">What these notes were about is no longer in the record.</p>
    <ul class="plain">${loose.map((note) => html`<li class="note there"><${Grade} note=${note} />${note.text} <span class="faint">about the ${note.kind}: ${note.about}</span></li>`)}</ul></section>`;
}
