/* api.js - the server's JSON API, version 1, and nothing else of the server. */
const BASE = '/api/1/';

export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function failure(response) {
  try {
    const { error } = await response.json();
    return new ApiError(response.status, error.code, error.message);
  } catch {
    return new ApiError(response.status, 'unknown', `the server answered ${response.status}`);
  }
}

export async function get(path, signal) {
  let response;
  try {
    response = await fetch(BASE + path, { signal, headers: { Accept: 'application/json' } });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, 'offline', 'The server does not answer. Is readout serve still running?');
  }
  if (!response.ok) throw await failure(response);
  return response.json();
}

/* "a=1&b=2" of what is not empty. */
export const query = (values) =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '' && value != null)).toString();

export async function putNote(story, kind, item, note) {
  const response = await fetch(`${BASE}stories/${story}/notes/${kind}/${encodeURIComponent(item)}`, {
    method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(note)
  });
  if (!response.ok) throw await failure(response);
  return response.status === 204 ? null : (await response.json()).note;
}

/* Sends files; progress(fraction) while they go. Gives the job. */
export function sendFiles(files, progress) {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const file of files) form.append('file', file, file.webkitRelativePath || file.name);
    const request = new XMLHttpRequest();
    request.open('POST', BASE + 'reports');
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => {
      const answer = request.response || {};
      if (request.status === 202) resolve(answer.job);
      else reject(new ApiError(request.status, answer.error?.code, answer.error?.message || `the server answered ${request.status}`));
    };
    request.onerror = () => reject(new ApiError(0, 'offline', 'The server does not answer.'));
    request.send(form);
  });
}

/* Asks for the job twice a second until it has ended; seen(job) each time. */
export async function follow(job, seen) {
  while (job.state === 'waiting' || job.state === 'reading') {
    seen(job);
    await new Promise((resolve) => setTimeout(resolve, 400));
    job = (await get('jobs/' + job.id)).job;
  }
  seen(job);
  return job;
}

export const exportAddress = (story, format) => `${BASE}stories/${story}/export?format=${format}`;
