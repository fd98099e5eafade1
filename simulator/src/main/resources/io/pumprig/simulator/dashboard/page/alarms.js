// Alarms that are present or latched: colour, shape and word for the priority, and what is still to
// be done about each.

import {at, make, say} from './dom.js';
import {moment, number, plain, reaction, secondsOf, span, words} from './format.js';
import {order, press} from './orders.js';

/** The shape says the same as the colour. */
const PRIORITIES = {
  HIGH: {rank: 0, mark: '▲', word: 'high'},
  MEDIUM: {rank: 1, mark: '◆', word: 'medium'},
  LOW: {rank: 2, mark: '●', word: 'low'},
};

const listed = new Map();
let known = new Set();
let mayAct = false;

export function begin() {
  press(at('acknowledge-all'), () => order('alarm-acknowledge', {}));
  press(at('audio-pause'), () => order('audio-pause', {}));
}

export function allow(yes) {
  mayAct = yes;
  show();
}

/** A new connection tells all that is listed again. */
export function forget() {
  listed.clear();
  show();
}

export function take({id, alarm}) {
  if (alarm) {
    listed.set(id, alarm);
  } else {
    listed.delete(id);
  }
  show();
}

/** How long the sounder is silent yet. */
export function takeState(state) {
  const ms = state.audioPausedForMs || 0;
  say('silence', ms > 0 ? `silent for ${span(ms / 1000)} yet` : '');
}

const priorityOf = alarm => PRIORITIES[alarm.priority] || {rank: 3, mark: '●', word: plain(alarm.priority)};

function show() {
  const ordered = [...listed.values()].sort(
    (a, b) => priorityOf(a).rank - priorityOf(b).rank || b.cycle - a.cycle);
  const list = at('alarm-list');
  // A row stays the same element while its alarm is listed, or the focus would be lost with it.
  const rows = new Map([...list.children].map(row => [row.dataset.alarm, row]));
  ordered.forEach((alarm, place) => {
    const row = rows.get(alarm.id) || newRow(alarm.id);
    rows.delete(alarm.id);
    showRow(row, alarm);
    if (list.children[place] !== row) {
      list.insertBefore(row, list.children[place] || null);
    }
  });
  rows.forEach(row => row.remove());
  at('alarms-none').hidden = ordered.length > 0;
  at('alarms').dataset.worst = ordered.length > 0 ? plain(ordered[0].priority) : 'none';
  at('acknowledge-all').disabled = !mayAct || !ordered.some(alarm => alarm.latched && !alarm.acknowledged);
  at('audio-pause').disabled = !mayAct || ordered.length === 0;
  document.title = (ordered.length > 0 ? `(${ordered.length}) ` : '') + 'pumprig';
  announce(ordered);
}

function newRow(id) {
  const row = make('li', {'data-alarm': id});
  const button = make('button', {type: 'button', class: 'secondary outline acknowledge'}, 'Acknowledge');
  button.setAttribute('aria-label', `Acknowledge ${words(id)}`);
  press(button, () => order('alarm-acknowledge', {alarm: id}));
  row.append(make('span', {class: 'priority'}), make('b', {class: 'name'}), make('span', {class: 'does'}),
    make('span', {class: 'state'}), make('span', {class: 'since quiet'}), button);
  return row;
}

function showRow(row, alarm) {
  const priority = priorityOf(alarm);
  const [mark, name, does, state, since, button] = row.children;
  row.dataset.priority = plain(alarm.priority);
  say(mark, `${priority.mark} ${priority.word}${alarm.critical ? ', critical' : ''}`);
  say(name, words(alarm.id));
  say(does, reaction(alarm.reaction));
  say(state, stateOf(alarm));
  const sources = (alarm.sources || []).map(source => plain(source)).join(', ');
  say(since, `since ${moment(secondsOf(alarm))}${alarm.count > 1 ? `, ${number(alarm.count, 0)} times` : ''}${sources ? ` · ${sources}` : ''}`);
  button.disabled = !mayAct || !alarm.latched || alarm.acknowledged;
}

function stateOf(alarm) {
  const cause = alarm.present ? 'cause present' : 'cause gone';
  if (!alarm.latched) {
    return `${cause}, leaves by itself`;
  }
  return alarm.acknowledged ? `${cause}, acknowledged` : `${cause}, latched until acknowledged`;
}

/** Says aloud what has come and what has gone, once each. */
function announce(ordered) {
  const now = new Set(ordered.map(alarm => alarm.id));
  const come = ordered.filter(alarm => !known.has(alarm.id))
    .map(alarm => `${priorityOf(alarm).word} priority alarm: ${words(alarm.id)}, ${reaction(alarm.reaction)}`);
  const gone = [...known].filter(id => !now.has(id)).map(id => `${words(id)} is gone`);
  known = now;
  if (come.length + gone.length > 0) {
    say('alarm-news', [...come, ...gone].join('. '));
  }
}
