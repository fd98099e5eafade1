// What happened, the newest first: bounded, and filtered by kind and by text.

import {at, make, say} from './dom.js';
import {moment, number, plain, reaction, secondsOf, words} from './format.js';

const MOST_KEPT = 1000;
const MOST_SHOWN = 200;
const KINDS = ['alarm', 'mode', 'order', 'therapy', 'bolus', 'fault', 'overrun', 'session', 'protocol', 'skipped'];

/** The newest last. */
let kept = [];
let waiting = [];
let repaint = 0;

export function begin() {
  for (const kind of KINDS) {
    at('event-kind').append(make('option', {value: kind}, kind));
  }
  at('event-kind').addEventListener('change', showAll);
  at('event-text').addEventListener('input', showAll);
}

export function forget() {
  kept = [];
  waiting = [];
  showAll();
}

export function take({kind, event}) {
  const entry = {
    kind: plain(kind),
    time: typeof event.simNs === 'number' ? moment(secondsOf(event)) : '',
    what: what(kind, event),
    more: more(event),
    priority: plain(event.priority),
  };
  entry.text = `${entry.kind} ${entry.what} ${entry.more}`.toLowerCase();
  kept.push(entry);
  if (kept.length > 2 * MOST_KEPT) {
    kept = kept.slice(-MOST_KEPT);
  }
  waiting.push(entry);
  if (!repaint) {
    repaint = setTimeout(showNew, 250);
  }
}

function what(kind, event) {
  if (kind === 'skipped') {
    return `${number(event.count, 0)} events came too fast to be shown`;
  }
  const subject = event.subject || event.topic || '';
  const name = kind === 'alarm' || kind === 'mode' ? words(subject) : plain(subject);
  return event.phase ? `${name}: ${plain(event.phase)}` : name;
}

function more(event) {
  const parts = [];
  if (event.reaction) {
    parts.push(reaction(event.reaction));
  }
  for (const key of ['detail', 'reason', 'found']) {
    if (event[key]) {
      parts.push(plain(event[key]));
    }
  }
  if (Array.isArray(event.sources) && event.sources.length > 0) {
    parts.push(event.sources.map(plain).join(', '));
  }
  if (event.kind === 'fault' && typeof event.value === 'number') {
    parts.push(`effects ${number(event.value, 0)}`);
  }
  return parts.join(' · ');
}

function matches(entry) {
  const kind = at('event-kind').value;
  const text = at('event-text').value.trim().toLowerCase();
  return (!kind || entry.kind === kind) && (!text || entry.text.includes(text));
}

function row(entry) {
  return make('tr', {'data-kind': entry.kind, 'data-priority': entry.priority},
    make('td', {class: 'time'}, entry.time), make('td', {}, entry.kind),
    make('td', {}, entry.what), make('td', {class: 'quiet'}, entry.more));
}

function showNew() {
  repaint = 0;
  const list = at('event-list');
  for (const entry of waiting.slice(-MOST_SHOWN)) {
    if (matches(entry)) {
      list.prepend(row(entry));
    }
  }
  waiting = [];
  while (list.children.length > MOST_SHOWN) {
    list.lastElementChild.remove();
  }
  count();
}

function showAll() {
  waiting = [];
  const shown = kept.filter(matches).slice(-MOST_SHOWN).reverse();
  at('event-list').replaceChildren(...shown.map(row));
  count();
}

function count() {
  const shown = at('event-list').children.length;
  say('events-shown', kept.length === 0 ? 'Nothing has happened yet.' : `${shown} shown of the last ${Math.min(kept.length, MOST_KEPT)}`);
}
