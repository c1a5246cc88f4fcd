/* main.js - the page of readout serve: the list of stories, or one story. */
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { html } from './ui.js';
import { path } from './route.js';
import { Keys } from './keys.js';
import { List } from './list.js';
import { Story } from './story.js';
import { Progress, useDrop } from './add.js';

function App() {
  const story = /^\/stories\/([^/]+)\/?$/.exec(path.value);
  useDrop();
  useEffect(() => { document.body.className = story ? 'record' : ''; }, [Boolean(story)]);
  return html`<a class="skip" href="#main">Skip to the content</a>
    ${story ? html`<${Story} key=${story[1]} id=${decodeURIComponent(story[1])} />` : html`<${List} />`}
    <${Progress} /><${Keys} />`;
}

document.addEventListener('mousemove', () => document.body.classList.remove('quiet'), { passive: true });
render(html`<${App} />`, document.getElementById('app'));
