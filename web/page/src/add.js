/* add.js - reports are added by dropping files anywhere on the page, or by the button. Files go in parts that keep below the
 * server's limits; what is shown is what its jobs say. */
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { follow, get, sendFiles } from './api.js';
import { path } from './route.js';
import { html, plural } from './ui.js';

export const added = signal(0); /* counts finished jobs: lists look again */
const over = signal(false);
const work = signal([]); /* { key, files, state, fraction, job, problem } */

const change = (key, values) => { work.value = work.value.map((it) => (it.key === key ? { ...it, ...values } : it)); };

function split(files, limits) {
  const parts = [];
  let bytes = Infinity;
  for (const file of files) {
    const part = parts.at(-1);
    if (!part || part.length >= limits.files || bytes + file.size > limits.request_bytes * 0.9) {
      parts.push([file]);
      bytes = file.size;
    } else {
      part.push(file);
      bytes += file.size;
    }
  }
  return parts;
}

async function send(files) {
  const key = Symbol('work');
  work.value = [...work.value, { key, files: files.length, state: 'sending', fraction: 0 }];
  try {
    const job = await sendFiles(files, (fraction) => change(key, { fraction }));
    const end = await follow(job, (it) => change(key, { state: it.state, job: it, fraction: it.total ? it.done / it.total : 0 }));
    added.value++;
    if (end.state === 'failed') change(key, { problem: end.error || 'adding failed' });
  } catch (error) {
    change(key, { state: 'failed', problem: error.message });
  }
}

export async function addFiles(list) {
  const files = [...list];
  if (files.length === 0) return;
  let limits = { files: 64, request_bytes: 64 << 20 };
  try {
    limits = (await get('about')).limits;
  } catch { /* the sending itself will say what is wrong */ }
  for (const part of split(files, limits)) await send(part);
}

/* Files of what was dropped, folders walked through. */
async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const files = [];
  const walk = async (entry) => {
    if (entry.isFile) return void files.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    const reader = entry.createReader();
    for (let some; (some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))).length > 0;)
      for (const child of some) await walk(child);
  };
  for (const entry of entries) await walk(entry);
  return files;
}

export function useDrop() {
  useEffect(() => {
    let depth = 0;
    const has = (event) => [...(event.dataTransfer?.types || [])].includes('Files');
    const on = {
      dragenter: (event) => { if (has(event)) { event.preventDefault(); depth++; over.value = true; } },
      dragover: (event) => { if (has(event)) event.preventDefault(); },
      dragleave: (event) => { if (has(event) && --depth <= 0) { depth = 0; over.value = false; } },
      drop: async (event) => {
        if (!has(event)) return;
        event.preventDefault();
        depth = 0;
        over.value = false;
        addFiles(await filesOf(event.dataTransfer));
      }
    };
    for (const [name, act] of Object.entries(on)) addEventListener(name, act);
    return () => { for (const [name, act] of Object.entries(on)) removeEventListener(name, act); };
  }, []);
}

export function AddButton() {
  const input = useRef();
  return html`<button type="button" class="strong" onClick=${() => input.current.click()}>Add reports</button>
    <input type="file" multiple hidden ref=${input} aria-label="Files to add" onChange=${(event) => { addFiles(event.target.files); event.target.value = ''; }} />`;
}

const STATES = { sending: 'Sending', waiting: 'Waiting', reading: 'Reading', done: 'Done', failed: 'Failed' };

function Work({ it }) {
  const { job } = it;
  return html`<li><p><b>${STATES[it.state]}</b> ${plural(it.files, 'file')}
      ${job && html`<span>: ${job.added} added, ${job.known} known${job.unreadable > 0 && `, ${job.unreadable} could not be read`}</span>`}
      ${job?.stories?.map((id) => html` <a href=${'/stories/' + id}>story ${id}</a>`)}</p>
    ${busy(it) && html`<progress max="1" value=${it.state === 'waiting' ? null : it.fraction} aria-label="Progress"></progress>`}
    ${it.problem && html`<p class="badge bad">! ${it.problem}</p>`}
    ${job?.reports?.filter((report) => report.result === 'unreadable').map((report) => html`<p class="faint">${report.path}: ${report.problem}</p>`)}</li>`;
}

const busy = (it) => it.state === 'sending' || it.state === 'waiting' || it.state === 'reading';
const tidy = () => { work.value = work.value.filter(busy); };

export function Progress() {
  const list = work.value;
  useEffect(tidy, [path.value]);
  return html`<div class=${'works' + (list.length > 0 ? ' there' : '')} role="status" aria-live="polite">
      ${list.length > 0 && html`<button type="button" class="quiet-button" onClick=${tidy}>Clear</button>
        <ul>${list.map((it) => html`<${Work} it=${it} />`)}</ul>`}</div>
    ${over.value && html`<div class="drop" aria-hidden="true"><p>Drop reports here: text, HTML, JSON lines</p></div>`}`;
}
