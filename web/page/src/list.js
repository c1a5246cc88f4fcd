/* list.js - the stories, and the search for them. The search stands in the address, with the names of the API. */
import { useEffect, useState } from 'preact/hooks';
import { get, query } from './api.js';
import { go, search } from './route.js';
import { days, html, plural } from './ui.js';
import { AddButton, added } from './add.js';

const FILTERS = [['from', 'published from', '2022-03'], ['to', 'to', '2022-03-15'], ['outlet', 'outlet', ''], ['name', 'names', ''], ['speaker', 'quotes', '']];

const read = (text) => Object.fromEntries(new URLSearchParams(text));

const Snippet = ({ pieces }) => pieces.map((piece) => (piece.match ? html`<mark class="on">${piece.text}</mark>` : piece.text));

function Story({ story }) {
  const { counts } = story;
  const copies = counts?.copies ? `, ${plural(counts.copies, 'copy', 'copies')}` : '';
  return html`<li class="item story-row" tabindex="-1">
    <a href=${'/stories/' + story.id}><h2 class="headline">${story.title || 'Untitled story ' + story.id}</h2></a>
    <p class="meta">${days(story.from, story.to)} <span class="sep">·</span> ${plural(story.reports, 'document')}${copies}
      ${story.notes > 0 && html` <span class="sep">·</span> ${plural(story.notes, 'note')}`}${story.outlets.length > 0 && html` <span class="sep">·</span> ${story.outlets.join(', ')}`}</p>
    ${story.hits?.map((hit) => html`<p class="hit"><a href=${`/stories/${story.id}#report-${hit.id}`}>${hit.outlet || hit.title}</a> <span class="said"><${Snippet} pieces=${hit.snippet} /></span></p>`)}
  </li>`;
}

function Search({ values }) {
  const some = FILTERS.some(([name]) => values[name]);
  const submit = (event) => {
    event.preventDefault();
    const text = query(Object.fromEntries(new FormData(event.currentTarget)));
    go('/' + (text ? '?' + text : ''));
  };
  return html`<form role="search" class="search" onSubmit=${submit} key=${search.value}>
    <label class="hide" for="search">Search reports</label>
    <input id="search" class="find" type="search" name="search" placeholder="Search reports  /" defaultValue=${values.search || ''} />
    <button type="submit">Search</button>
    <details open=${some}><summary>Filters</summary><div class="filters">${FILTERS.map(([name, words, example]) =>
      html`<label>${words} <input name=${name} placeholder=${example} defaultValue=${values[name] || ''} /></label>`)}</div></details>
  </form>`;
}

export function List() {
  const values = read(search.value);
  const [state, setState] = useState({ stories: null, problem: null });
  const page = Number(values.page) || 1;
  useEffect(() => {
    const cancel = new AbortController();
    document.title = values.search ? `${values.search} – Readout` : 'Readout';
    get('stories?' + query({ ...values, page, size: 50 }), cancel.signal)
      .then((answer) => setState({ ...answer, problem: null }))
      .catch((error) => error.name === 'AbortError' || setState({ stories: null, problem: error.message }));
    return () => cancel.abort();
  }, [search.value, added.value]);
  const { stories, problem, total, total_exact: exact, size, unread } = state;
  const turn = (to) => '/?' + query({ ...values, page: to > 1 ? to : '' });
  return html`<div class="column list">
    <header class="masthead"><p class="brand"><a href="/">Readout</a> <span>stories</span></p>
      <div class="bar-top"><${Search} values=${values} /><${AddButton} /></div></header>
    <main id="main">
      <h1 class="hide">Stories</h1>
      ${problem && html`<p role="alert" class="badge bad">! ${problem}</p>`}
      ${stories && html`<p class="how" role="status">${stories.length === 0 ? '' : `${plural(total, 'story', 'stories')}${exact === false ? ' or more' : ''}`}${unread > 0 ? ` ${plural(unread, 'story', 'stories')} not analysed yet: names and speakers in them are not found.` : ''}</p>`}
      ${stories?.length === 0 && html`<div class="empty"><p class="headline">${search.value ? 'Nothing was found.' : 'No stories yet.'}</p>
        <p>${search.value ? html`<a href="/">All stories</a>` : 'Drop reports onto this page: text files, web pages, JSON lines. They are grouped into stories here, and leave this machine for nowhere.'}</p></div>`}
      <ol class="stories">${stories?.map((story) => html`<${Story} key=${story.id} story=${story} />`)}</ol>
      ${stories && total > size && html`<nav class="pages" aria-label="Pages">${page > 1 && html`<a href=${turn(page - 1)} rel="prev">newer</a>`} page ${page} ${page * size < total && html`<a href=${turn(page + 1)} rel="next">older</a>`}</nav>`}
    </main></div>`;
}
