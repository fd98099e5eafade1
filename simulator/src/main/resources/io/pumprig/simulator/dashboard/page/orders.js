// What the page asks of the rig, and what it was answered.

import {at, make, say} from './dom.js';
import {number, plain, words} from './format.js';

const MOST_ANSWERS = 6;

let token = sessionStorage.getItem('pumprig-token');

/** The token with which orders are signed; kept as long as this tab is open. */
export function useToken(value, remember) {
  token = value;
  if (remember) {
    sessionStorage.setItem('pumprig-token', value);
  }
}

export const hasToken = () => Boolean(token);

export function headers() {
  return token ? {'X-Pumprig-Token': token} : {};
}

/** Asks for the token again: the one that was used is not taken. */
let wanted = () => {};

export function whenTokenIsWanted(ask) {
  wanted = ask;
}

/** One POST. Never throws: what went wrong is in the answer's text. */
async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: {...headers(), 'Content-Type': 'application/json'},
      body: JSON.stringify(body),
    });
    if (answer.status === 401) {
      wanted();
    }
    return answer;
  } catch (e) {
    return new Response(JSON.stringify({text: 'The page cannot reach its server: nothing was sent.'}), {status: 503});
  }
}

async function sentence(answer) {
  try {
    return (await answer.json()).text || `the server answered ${answer.status}`;
  } catch (e) {
    return `the server answered ${answer.status}`;
  }
}

/**
 * Sends one order and tells the answer: in the list of answers, and to who asked.
 *
 * @returns {accepted, code, text, enacted}
 */
export async function order(verb, body) {
  const outcome = await quietly(verb, body);
  tell(verb, outcome);
  return outcome;
}

/** The same without a word in the list of answers: for what the page asks again and again. */
export async function quietly(verb, body) {
  const answer = await post(`api/command/${verb}`, {body: body || {}});
  if (!answer.ok) {
    return {accepted: false, code: '', text: await sentence(answer), enacted: {}};
  }
  const said = await answer.json();
  const accepted = said.status === 'accepted';
  return {
    accepted,
    code: plain(said.code),
    text: accepted ? done(said) : plain(said.reason) || 'no reason was given',
    enacted: said.enacted || {},
  };
}

function done(said) {
  const enacted = said.enacted || {};
  const parts = [`cycle ${number(said.cycle, 0)}`];
  if (enacted.mode) {
    parts.push(words(enacted.mode).toLowerCase());
  }
  if (typeof enacted.rateMcgPerDay === 'number') {
    parts.push(`${number(enacted.rateMcgPerDay, 1)} mcg/day`);
  }
  if (enacted.speed !== undefined) {
    parts.push(enacted.paused ? 'stands still' : enacted.speed === 'max' ? 'as fast as it can' : `${plain(enacted.speed)} times real time`);
  }
  if (enacted.effects !== undefined) {
    parts.push(`effects ${plain(enacted.effects)}`);
  }
  if (enacted.cleared !== undefined) {
    parts.push(`cleared ${plain(enacted.cleared)}`);
  }
  return parts.join(', ');
}

/** Adds to the list of answers. */
export function tell(what, outcome) {
  const list = at('answers');
  const line = make('li', {'data-accepted': String(outcome.accepted)});
  line.append(
    make('b', {}, `${outcome.accepted ? '✓' : '✗'} ${what}`),
    ` ${outcome.accepted ? 'accepted' : 'refused'}${outcome.code ? ` (${outcome.code})` : ''}: ${outcome.text}`);
  list.prepend(line);
  while (list.children.length > MOST_ANSWERS) {
    list.lastElementChild.remove();
  }
}

/** Lets the rig run until something happens. */
export async function untilEvent(maxSimS) {
  const answer = await post('api/until-event', {maxSimS});
  tell('until the next event', answer.ok
    ? {accepted: true, code: '', text: 'it runs until something happens'}
    : {accepted: false, code: '', text: await sentence(answer)});
}

/** Fetches the session as a scenario and hands it to the browser as a file. */
export async function exportSession() {
  const answer = await post('api/export', {});
  if (!answer.ok) {
    tell('export', {accepted: false, code: '', text: await sentence(answer)});
    return;
  }
  const named = /filename="?([A-Za-z0-9_.-]+)"?/.exec(answer.headers.get('Content-Disposition') || '');
  const place = URL.createObjectURL(await answer.blob());
  const name = named ? named[1] : 'session.yaml';
  const link = make('a', {href: place, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(place), 10000);
  tell('export', {accepted: true, code: '', text: `saved as ${name}; pumprig-simulator test ${name} runs it again`});
}

/** Makes a button do something, once at a time. */
export function press(button, action) {
  button.addEventListener('click', async () => {
    button.setAttribute('aria-busy', 'true');
    try {
      await action();
    } finally {
      button.removeAttribute('aria-busy');
    }
  });
}

/** The form that asks for the token, shown when one is needed. */
export function askForToken(then) {
  const form = at('login');
  form.hidden = false;
  form.onsubmit = event => {
    event.preventDefault();
    useToken(at('token').value, true);
    form.hidden = true;
    say('control-note', 'The token is used from now on, until this tab is closed.');
    then();
  };
}
