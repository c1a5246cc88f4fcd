/* ui.js - what all parts of the page share: the template tag, words for numbers, small elements. */
import htm from 'htm';
import { h } from 'preact';

export const html = htm.bind(h);

export const plural = (count, one, several) => `${count} ${count === 1 ? one : several || one + 's'}`;

export const day = (value) => (value || '').slice(0, 10);

/* "2022-03-13 – 2022-03-15", or one of them. */
export const days = (from, to) => (!from ? to || 'no date' : !to || day(from) === day(to) ? day(from) : `${day(from)} – ${day(to)}`);

/* Only these become links: anything else could run here. */
export const isWebAddress = (url) => /^https?:\/\//i.test(url || '');

export const Badge = ({ kind, children }) => html`<span class=${'badge ' + (kind || '')}>${children}</span>`;

export const Glyph = ({ children }) => html`<span aria-hidden="true">${children}</span>`;

export const Permalink = ({ to }) =>
  html`<a class="perma" href=${'#' + to} aria-label=${'Link to ' + to.replace('-', ' ')}>#</a>`;
