/* route.js - which page is shown: the address bar as a signal. "/" lists stories, its query holds the search;
 * "/stories/12" is a story, its fragment names an item. */
import { computed, signal } from '@preact/signals';

const read = () => ({ path: location.pathname, query: location.search, hash: decodeURIComponent(location.hash.slice(1)) });

export const route = signal(read());

/* Parts of it, so that what depends on one is not drawn anew for another. */
export const path = computed(() => route.value.path);
export const search = computed(() => route.value.query);
export const fragment = computed(() => route.value.hash);

export function go(address, { replace = false } = {}) {
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  route.value = read();
}

addEventListener('popstate', () => { route.value = read(); });
addEventListener('hashchange', () => { route.value = read(); });

/* Links inside of the page do not load it anew. */
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.hasAttribute('download'))
    return;
  const address = new URL(link.href);
  if (address.origin !== location.origin || address.pathname.startsWith('/api/')) return;
  event.preventDefault();
  const samePage = address.pathname === location.pathname && address.search === location.search;
  go(address.pathname + address.search + address.hash, { replace: address.href === location.href });
  if (!samePage && !address.hash) scrollTo(0, 0);
});
