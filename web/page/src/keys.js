/* keys.js - the keyboard, the same everywhere: / ? j k Enter Esc. What moves are the elements of class "item"; on the page of a
 * story they are selected, on the list of stories they get the focus. */
import { useEffect, useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import { html } from './ui.js';
import { clear, drawer, point, record, select, selected } from './select.js';

export const helpOpen = signal(false);

const KEYS = [['j', 'next item'], ['k', 'item before'], ['Enter', 'open; to the words in the report'], ['a', 'audit of what is selected'],
  ['/', 'search'], ['Esc', 'back; clear'], ['?', 'this help']];

/* Not those inside of a closed <details>. */
const visible = (it) => it.checkVisibility?.() ?? it.getClientRects().length > 0;

/* The next visible item from the current one on; without one the first that stands below the top. */
function step(by) {
  const items = [...document.querySelectorAll('.item')];
  const chosen = document.querySelector('.item.sel') || document.activeElement;
  let at = items.indexOf(chosen);
  if (at < 0) at = items.findIndex((it) => visible(it) && it.getBoundingClientRect().top > 60) - (by > 0 ? 1 : 0);
  for (at += by; at >= 0 && at < items.length && !visible(items[at]);) at += by;
  const next = items[at];
  if (!next) return;
  if (record.value && next.id) select(next.id);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

function enter(event) {
  if (event.target.closest('a, button, input, textarea, select, summary')) return;
  if (selected.value?.spans[0]) {
    point(selected.value.spans[0], selected.value.fragment);
    document.getElementById('reading')?.focus({ preventScroll: true });
    event.preventDefault();
  } else document.activeElement?.querySelector?.('a[href]')?.click();
}

function escape(event) {
  if (event.target.matches('input')) event.target.blur();
  document.body.classList.add('quiet');
  if (document.activeElement?.id === 'reading' && selected.value) document.getElementById(selected.value.fragment)?.focus({ preventScroll: true });
  else if (drawer.value) drawer.value = false;
  else if (record.value) clear();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || helpOpen.value) return;
  if (event.key === 'Escape') return escape(event);
  document.body.classList.remove('quiet');
  if (event.target.closest('input, textarea, select')) return;
  const act = {
    j: () => step(1), k: () => step(-1), '?': () => { helpOpen.value = true; }, a: () => { if (selected.value) drawer.value = !drawer.value; },
    '/': () => document.querySelector('.find')?.focus()
  }[event.key];
  if (act) { event.preventDefault(); act(); }
  else if (event.key === 'Enter') enter(event);
}

export function Keys() {
  const dialog = useRef();
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const open = helpOpen.value;
  useEffect(() => {
    if (open) dialog.current.showModal();
    else dialog.current.close();
  }, [open]);
  return html`<dialog class="keys" ref=${dialog} aria-labelledby="keys-title" onClose=${() => { helpOpen.value = false; }}>
    <h2 id="keys-title">Keys</h2><dl>${KEYS.map(([key, words]) => html`<dt><kbd>${key}</kbd></dt><dd>${words}</dd>`)}</dl>
    <button type="button" onClick=${() => { helpOpen.value = false; }}>Close</button></dialog>`;
}
