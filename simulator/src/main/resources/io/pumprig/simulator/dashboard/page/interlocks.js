// Every interlock with how far it is from tripping. What they are and how strict, the rig says: the
// table is built from `meta/limits` and filled from `state`.

import {at, fill, make, say} from './dom.js';
import {figures, plain, reaction, words} from './format.js';

let alarms = [];
let state = null;
const rows = new Map();

export function takeLimits(limits) {
  alarms = limits.alarms || [];
  show();
}

export function takeState(document) {
  state = document;
  show();
}

/** What is measured comes first in the order of the rig, then what only is or is not. */
function show() {
  if (!state || alarms.length === 0) {
    return;
  }
  const gauges = state.interlocks || [];
  const measured = new Set(gauges.map(gauge => gauge.alarm));
  const listed = new Map((state.alarms || []).map(alarm => [alarm.id, alarm]));
  const byName = new Map(alarms.map(alarm => [alarm.id, alarm]));
  const wanted = gauges.map(gauge => ({
    key: `${gauge.alarm}/${gauge.measure}`, alarm: gauge.alarm, gauge,
    declared: byName.get(gauge.alarm), listing: listed.get(gauge.alarm)}));
  for (const declared of alarms) {
    if (!measured.has(declared.id)) {
      wanted.push({key: declared.id, alarm: declared.id, gauge: null, declared, listing: listed.get(declared.id)});
    }
  }
  const list = at('interlock-list');
  const gone = new Set(rows.keys());
  for (const entry of wanted) {
    gone.delete(entry.key);
    let row = rows.get(entry.key);
    if (!row) {
      row = newRow();
      rows.set(entry.key, row);
      list.append(row);
    }
    showRow(row, entry);
  }
  for (const key of gone) {
    rows.get(key).remove();
    rows.delete(key);
  }
}

function newRow() {
  const name = make('th', {scope: 'row'}, make('span', {}), make('small', {class: 'quiet'}));
  return make('tr', {}, name, make('td', {}), make('td', {}),
    make('td', {class: 'margin'}, make('div', {class: 'bar', 'aria-hidden': 'true'}, make('i', {})), make('span', {})),
    make('td', {}));
}

function showRow(row, {alarm, gauge, declared, listing}) {
  const [name, now, trip, margin, then] = row.children;
  say(name.firstElementChild, words(alarm));
  say(name.lastElementChild, gauge ? gauge.measure : '');
  const raised = Boolean(listing && listing.present);
  row.dataset.raised = String(raised);
  const share = gauge ? used(gauge) : raised ? 1 : 0;
  say(now, gauge ? `${figures(gauge.value)} ${plain(gauge.unit)}` : raised ? 'yes' : 'no');
  say(trip, gauge ? `${gauge.trips === 'below' ? 'below' : 'from'} ${figures(gauge.trip)} ${plain(gauge.unit)}` : 'when it is so');
  fill(margin.firstElementChild, share, raised ? 'tripped' : share > 0.7 ? 'less' : 'good');
  say(margin.lastElementChild, raised ? '▲ tripped' : listing ? '● latched' : gauge ? left(gauge, share) : '✓ clear');
  say(then, declared ? reaction(declared.reaction) : '');
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
