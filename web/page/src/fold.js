/* fold.js - a <details> whose content is made when it is opened: by hand, by a permalink to one of its items, by a search, for
 * paper. A large story has thousands of items that are folded away. */
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { html } from './ui.js';
import { fragment } from './route.js';
import { filter } from './select.js';

const printing = signal(false);
addEventListener('beforeprint', () => { printing.value = true; });
addEventListener('afterprint', () => { printing.value = false; });

export function Fold({ summary, ids = [], open = false, force = false, children }) {
  const [opened, setOpened] = useState(open);
  const wanted = opened || force || printing.value || filter.value !== '' || ids.includes(fragment.value);
  return html`<details class="more" open=${wanted} onToggle=${(event) => { if (event.currentTarget.open !== wanted) setOpened(event.currentTarget.open); }}>
    <summary>${summary}</summary>${wanted && children()}</details>`;
}
