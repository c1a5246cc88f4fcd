/* select.js - what is selected: an item of the record by its fragment, and perhaps one span of it that
 * was pointed at. The reading pane and the audit drawer follow. */
import { computed, signal } from '@preact/signals';
import { fragment, go } from './route.js';

export const record = signal(null);
export const pointed = signal(null);
export const drawer = signal(false);
export const filter = signal('');

export const selected = computed(() => record.value?.items.get(fragment.value) || null);

/* What the pane shows: the span that was pointed at first, then the rest of the item. */
export const highlights = computed(() => {
  const spans = selected.value ? selected.value.spans : [];
  return pointed.value ? [pointed.value, ...spans] : spans;
});

export function select(to) {
  pointed.value = null;
  go('#' + to, { replace: true });
}

export function clear() {
  pointed.value = null;
  go(location.pathname + location.search, { replace: true });
}

export function point(span, of) {
  if (of && fragment.value !== of) go('#' + of);
  pointed.value = { ...span };
}

/* For the attributes of an item's element. That it is selected is shown by mark(): a story has thousands of items, and drawing
 * them all anew for each step of the keyboard would take too long. */
export const itemProps = (to, extra = '') => ({ id: to, class: `item ${extra}`, tabIndex: -1, onClick: onItem });

function onItem(event) {
  if (event.target.closest('a, button, summary, input, textarea, select') || String(getSelection())) return;
  select(event.currentTarget.id);
}

export function mark(to) {
  for (const it of document.querySelectorAll('.sel')) {
    it.classList.remove('sel');
    it.removeAttribute('aria-current');
  }
  const target = document.getElementById(to);
  if (!target || !target.classList.contains('item')) return;
  target.classList.add('sel');
  target.setAttribute('aria-current', 'true');
}

/* Hidden by the search inside of the story? */
export function passes(text) {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 || words.every((word) => text.toLowerCase().includes(word));
}
