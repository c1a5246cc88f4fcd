/* select.js - what is selected: an item of the record by its fragment, and perhaps one span of it that
 * was pointed at. The reading pane and the audit drawer follow. */
import { computed, signal } from '@preact/signals';
import { go, route } from './route.js';

export const record = signal(null);
export const pointed = signal(null);
export const drawer = signal(false);
export const filter = signal('');

export const selected = computed(() => record.value?.items.get(route.value.hash) || null);

/* What the pane shows: the span that was pointed at first, then the rest of the item. */
export const highlights = computed(() => {
  const spans = selected.value ? selected.value.spans : [];
  return pointed.value ? [pointed.value, ...spans] : spans;
});

export function select(fragment) {
  pointed.value = null;
  go('#' + fragment, { replace: true });
}

export function clear() {
  pointed.value = null;
  go(location.pathname + location.search, { replace: true });
}

export function point(span, fragment) {
  if (fragment && route.value.hash !== fragment) go('#' + fragment);
  pointed.value = { ...span };
}

/* For the attributes of an item's element. */
export function itemProps(fragment, extra = '') {
  const on = route.value.hash === fragment;
  return {
    id: fragment,
    class: `item ${extra}${on ? ' sel' : ''}`,
    'aria-current': on ? 'true' : null,
    tabIndex: -1,
    onClick: (event) => {
      if (event.target.closest('a, button, summary, input, textarea, select') || String(getSelection())) return;
      select(fragment);
    }
  };
}

/* Hidden by the search inside of the story? */
export function passes(text) {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 || words.every((word) => text.toLowerCase().includes(word));
}
