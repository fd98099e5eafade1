// Every interlock with how far it is from tripping. What they are and how strict, the rig says: the
// table is built from `meta/limits` and filled from `state`.

import {at, fill, make, say} from './dom.js';
import {figures, plain, reaction, words} from './format.js';

let alarms = [];
let state = null;

export function takeLimits(limits) {
  alarms = limits.alarms || [];
  show();
}

export function takeState(document) {
  state = document;
  show();
}

/** What is measured is a row with its margin; what only is or is not, a word. */
function show() {
  if (!state || alarms.length === 0) {
    return;
  }
  const gauges = state.interlocks || [];
  const measured = new Set(gauges.map(gauge => gauge.alarm));
  const listed = new Map((state.alarms || []).map(alarm => [alarm.id, alarm]));
  const declared = new Map(alarms.map(alarm => [alarm.id, alarm]));
  level(at('interlock-list'), gauges, gauge => `${gauge.alarm}/${gauge.measure}`, newRow,
    (row, gauge) => showRow(row, gauge, declared.get(gauge.alarm), listed.get(gauge.alarm)));
  level(at('interlock-others'), alarms.filter(alarm => !measured.has(alarm.id)), alarm => alarm.id, newWord,
    (word, alarm) => showWord(word, alarm, listed.get(alarm.id)));
}

/** Makes the children of a list those of the entries, in their order, each the same as before. */
function level(list, entries, keyOf, create, fillIn) {
  const before = new Map([...list.children].map(child => [child.dataset.key, child]));
  entries.forEach((entry, place) => {
    const key = keyOf(entry);
    const child = before.get(key) || create();
    before.delete(key);
    child.dataset.key = key;
    fillIn(child, entry);
    if (list.children[place] !== child) {
      list.insertBefore(child, list.children[place] || null);
    }
  });
  before.forEach(child => child.remove());
}

function newRow() {
  const name = make('th', {scope: 'row'}, make('span', {}), make('small', {class: 'quiet'}));
  return make('tr', {}, name, make('td', {}), make('td', {}),
    make('td', {class: 'margin'}, make('div', {class: 'bar', 'aria-hidden': 'true'}, make('i', {})), make('span', {})),
    make('td', {}));
}

function showRow(row, gauge, declared, listing) {
  const [name, now, trip, margin, then] = row.children;
  say(name.firstElementChild, words(gauge.alarm));
  say(name.lastElementChild, gauge.measure);
  const raised = Boolean(listing && listing.present);
  row.dataset.raised = String(raised);
  const share = used(gauge);
  say(now, `${figures(gauge.value)} ${plain(gauge.unit)}`);
  say(trip, `${gauge.trips === 'below' ? 'below' : 'from'} ${figures(gauge.trip)} ${plain(gauge.unit)}`);
  fill(margin.firstElementChild, share, raised ? 'tripped' : share > 0.7 ? 'less' : 'good');
  say(margin.lastElementChild, raised ? '▲ tripped' : listing ? '● latched' : left(gauge, share));
  say(then, declared ? reaction(declared.reaction) : '');
}

const newWord = () => make('li', {}, make('span', {}), make('small', {class: 'quiet'}));

function showWord(word, alarm, listing) {
  const [name, what] = word.children;
  const raised = Boolean(listing && listing.present);
  word.dataset.raised = String(raised);
  say(name, `${raised ? '▲' : listing ? '●' : '✓'} ${words(alarm.id)}`);
  say(what, raised ? `tripped, ${reaction(alarm.reaction)}` : listing ? 'latched' : 'clear');
}

/** How much of the way to the trip has been gone, from 0 to 1. */
function used({value, trip, trips}) {
  if (trips === 'below') {
    return value <= 0 ? 1 : Math.min(1, trip / value);
  }
  return trip <= 0 ? 1 : Math.max(0, Math.min(1, value / trip));
}

function left({value, trip, trips, unit}, share) {
  const distance = trips === 'below' ? value - trip : trip - value;
  return `${figures(distance)} ${plain(unit)} left, ${Math.round(100 * (1 - share))} %`;
}
