// The fault panel, built from the rig's own catalogue `meta/faults`: nothing about a fault is known
// here. Made when the rig says that it is a simulation; on a bench none of this exists.

import {at, make, say} from './dom.js';
import {moment, number, plain, span, words} from './format.js';
import {order, press, quietly} from './orders.js';

const EFFECTS_EVERY_MS = 2000;

let catalogue = null;
let active = [];
let asking = 0;
let injected = 0;

export function build(document) {
  catalogue = document;
  if (!at('faults')) {
    at('hands').append(make('section', {id: 'faults', 'aria-labelledby': 'faults-title'},
      make('h2', {id: 'faults-title'}, 'Break something'),
      make('h3', {}, 'In the system'),
      make('ul', {id: 'active-faults'}),
      panel()));
    asking = setInterval(askForEffects, EFFECTS_EVERY_MS);
  }
  offer();
  showActive();
}

export function remove() {
  if (at('faults')) {
    clearInterval(asking);
    at('faults').remove();
  }
  catalogue = null;
  active = [];
}

// ---- the faults that are there

export function takeActive(document) {
  active = Array.isArray(document) ? document : [];
  if (at('faults')) {
    showActive();
  }
}

/** `fault/active` is told when a fault comes or goes; in between the effects are asked for. */
async function askForEffects() {
  if (active.length > 0 && !document.hidden) {
    const outcome = await quietly('fault-list', {});
    if (outcome.accepted && Array.isArray(outcome.enacted.faults)) {
      takeActive(outcome.enacted.faults);
    }
  }
}

function showActive() {
  const list = at('active-faults');
  const rows = new Map([...list.children].map(row => [row.dataset.fault, row]));
  for (const fault of active) {
    const key = plain(fault.key);
    const row = rows.get(key) || newActive(key);
    rows.delete(key);
    const [name, what, effects] = row.children;
    say(name, key);
    say(what, `${plain(fault.type)} at ${targetOf(fault.target)}${params(fault.params)}, ${when(fault)}`);
    say(effects, `effects ${number(fault.effects, 0)}`);
    list.append(row);
  }
  rows.forEach(row => row.remove());
  list.dataset.empty = String(active.length === 0);
  at('clear-all').disabled = active.length === 0;
}

function newActive(key) {
  const clear = make('button', {type: 'button', class: 'secondary outline clear', 'aria-label': `Clear ${key}`}, 'Clear');
  press(clear, async () => answer('fault-clear', await order('fault-clear', {key})));
  return make('li', {'data-fault': key}, make('b', {}), make('span', {class: 'quiet'}), make('span', {class: 'effects'}), clear);
}

const targetOf = target => `${plain(target && target.component)}/${plain(target && target.instance)}`;

function params(values) {
  const all = Object.entries(values || {});
  return all.length === 0 ? '' : ` (${all.map(([name, value]) => `${name} ${plain(value)}`).join(', ')})`;
}

function when(fault) {
  const parts = [plain(fault.phase)];
  if (fault.trigger) {
    parts.push(`waits for ${Object.entries(fault.trigger).map(([key, value]) => `${key} ${plain(value)}`).join(', ')}`);
  } else if (typeof fault.atSimNs === 'number') {
    parts.push(`from ${moment(fault.atSimNs / 1e9)}`);
  }
  if (typeof fault.durationNs === 'number') {
    parts.push(`for ${span(fault.durationNs / 1e9)}`);
  }
  return parts.join(', ');
}

// ---- the form

function panel() {
  const clearAll = make('button', {type: 'button', class: 'secondary outline', id: 'clear-all', disabled: true}, 'Clear all');
  press(clearAll, async () => answer('fault-clear-all', await order('fault-clear-all', {})));
  const form = make('form', {id: 'fault-form', novalidate: true},
    make('h3', {}, 'Inject'),
    field('fault-preset', 'Preset', make('select', {id: 'fault-preset', onchange: takePreset})),
    field('fault-type', 'Type', make('select', {id: 'fault-type', onchange: () => takeType()})),
    field('fault-instance', 'Target', make('select', {id: 'fault-instance'})),
    make('p', {id: 'fault-effect', class: 'note'}),
    make('div', {id: 'fault-params'}),
    moments(),
    make('div', {class: 'two'},
      field('fault-duration', 'Duration', make('input', {id: 'fault-duration', type: 'text', placeholder: 'for ever'})),
      field('fault-ramp', 'Ramp', make('input', {id: 'fault-ramp', type: 'text', placeholder: 'at once'}))),
    field('fault-key', 'Key', make('input', {id: 'fault-key', type: 'text', maxlength: '64', autocomplete: 'off'})),
    make('div', {class: 'buttons'}, make('button', {type: 'submit', id: 'inject'}, 'Inject'), clearAll),
    make('p', {id: 'fault-answer', class: 'answer', role: 'status'}));
  form.addEventListener('submit', event => {
    event.preventDefault();
    inject();
  });
  return form;
}

const field = (id, label, input, hint) => make('div', {class: 'field'},
  make('label', {for: id}, label), input, hint ? make('small', {class: 'quiet', id: `${id}-hint`}, hint) : '');

function moments() {
  const choices = [['now', 'now'], ['in', 'in a while'], ['at', 'at simulated time'], ['trigger', 'when something happens']];
  const set = make('fieldset', {id: 'fault-when'}, make('legend', {}, 'Begins'));
  for (const [value, label] of choices) {
    const radio = make('input', {type: 'radio', name: 'when', value, id: `when-${value}`, checked: value === 'now', onchange: takeMoment});
    set.append(make('label', {for: `when-${value}`}, radio, ` ${label}`));
  }
  set.append(field('fault-at', 'Time', make('input', {id: 'fault-at', type: 'text'})));
  return set;
}

const beginning = () => document.querySelector('input[name=when]:checked').value;

function choose(value) {
  at(`when-${value}`).checked = true;
  takeMoment();
}

function takeMoment() {
  const value = beginning();
  const input = at('fault-at');
  input.parentElement.hidden = value === 'now';
  input.placeholder = {in: '5 min', at: '2 h', trigger: '{"op": "i2c.read", "skip": 3}'}[value] || '';
  say(input.previousElementSibling, value === 'trigger' ? 'Waits for, as JSON' : value === 'in' ? 'How long from now' : 'Simulated time');
}

function offer() {
  const presets = at('fault-preset');
  const types = at('fault-type');
  presets.replaceChildren(make('option', {value: ''}, 'none, choose a type below'),
    ...catalogue.presets.map((preset, i) => make('option', {value: i}, `${plain(preset.id)} ${plain(preset.name)}`)));
  const groups = new Map();
  catalogue.types.forEach((type, i) => {
    const level = plain(type.level);
    if (!groups.has(level)) {
      groups.set(level, make('optgroup', {label: level || 'faults'}));
    }
    groups.get(level).append(make('option', {value: i}, `${plain(type.target.component)}: ${plain(type.type)}`));
  });
  types.replaceChildren(...groups.values());
  takeType();
  takeMoment();
}

const typeChosen = () => catalogue.types[Number(at('fault-type').value)];

function takeType(given) {
  const type = typeChosen();
  if (!given) {
    at('fault-preset').value = '';
  }
  at('fault-instance').replaceChildren(
    ...type.target.instances.map(instance => make('option', {value: plain(instance)}, `${plain(type.target.component)} / ${plain(instance)}`)));
  say('fault-effect', `${plain(type.effect)}. ${expected(type)}`);
  at('fault-params').replaceChildren(...type.params.map(param => {
    const id = `param-${plain(param.name)}`;
    return field(id, words(param.name), make('input', {
      id, type: 'text', 'data-param': plain(param.name), placeholder: plain(param.default),
      'aria-describedby': `${id}-hint`}), `${plain(param.meaning)}: ${plain(param.allowed)}`);
  }));
  at('fault-ramp').disabled = type.ramp === false;
  at('fault-duration').placeholder = type.needsDuration ? 'needed, such as 10 min' : type.moment ? 'a moment' : 'for ever';
  at('fault-duration').value = '';
  at('fault-ramp').value = '';
  at('fault-key').value = nextKey(type.type);
}

function expected(entry) {
  if (entry.expectedAlarm === 'NOT_OBSERVABLE') {
    return `No alarm can be expected: ${plain(entry.reason)}`;
  }
  const limit = entry.detectionLimit ? ` within ${plain(entry.detectionLimit)}` : '';
  return `Expected: ${words(entry.expectedAlarm)}${limit}.`;
}

const nextKey = name => `${plain(name)}-${injected + 1}`.slice(0, 64);

/** A preset fills in the form, and everything in it can be changed afterwards. */
function takePreset() {
  const preset = catalogue.presets[Number(at('fault-preset').value)];
  if (at('fault-preset').value === '' || !preset) {
    return;
  }
  const index = catalogue.types.findIndex(type => type.type === preset.type
    && type.target.component === preset.target.component
    && type.target.instances.includes(preset.target.instance));
  if (index < 0) {
    say('fault-answer', 'The catalogue names a preset of a type that it does not have.');
    return;
  }
  at('fault-type').value = String(index);
  takeType(preset);
  at('fault-instance').value = plain(preset.target.instance);
  for (const [name, value] of Object.entries(preset.params || {})) {
    const input = at(`param-${name}`);
    if (input) {
      input.value = plain(value);
    }
  }
  say('fault-effect', `${plain(typeChosen().effect)}. ${expected(preset)}`);
  at('fault-duration').value = plain(preset.duration);
  at('fault-ramp').value = plain(preset.ramp);
  at('fault-key').value = nextKey(preset.id);
  choose(preset.at ? 'trigger' : 'now');
  at('fault-at').value = preset.at ? JSON.stringify(preset.at) : '';
}

/** What the form says, in the form of the contract. Throws a sentence when it cannot be sent. */
function written() {
  const type = typeChosen();
  const fault = {
    key: at('fault-key').value.trim(),
    target: {component: type.target.component, instance: at('fault-instance').value},
    type: type.type,
  };
  const values = {};
  for (const input of at('fault-params').querySelectorAll('input')) {
    if (input.value.trim() !== '') {
      values[input.dataset.param] = input.value.trim();
    }
  }
  if (Object.keys(values).length > 0) {
    fault.params = values;
  }
  const time = at('fault-at').value.trim();
  switch (beginning()) {
    case 'in': fault.at = `in ${time}`; break;
    case 'at': fault.at = time; break;
    case 'trigger':
      try {
        fault.at = JSON.parse(time);
      } catch (e) {
        throw new Error(`Nothing was sent: what it waits for is not JSON (${e.message})`);
      }
      break;
    default: break;
  }
  for (const name of ['duration', 'ramp']) {
    const value = at(`fault-${name}`).value.trim();
    if (value !== '') {
      fault[name] = value;
    }
  }
  if (type.detected) {
    fault.detected = true;
  }
  return fault;
}

async function inject() {
  let fault;
  try {
    fault = written();
  } catch (e) {
    answer('fault-inject', {accepted: false, code: '', text: e.message});
    return;
  }
  const outcome = await order('fault-inject', fault);
  answer('fault-inject', outcome);
  point(outcome);
  if (outcome.accepted) {
    injected++;
    at('fault-key').value = nextKey(at('fault-preset').value === '' ? fault.type : catalogue.presets[Number(at('fault-preset').value)].id);
  }
}

function answer(verb, outcome) {
  say('fault-answer', `${outcome.accepted ? '✓' : '✗'} ${verb} ${outcome.accepted ? 'accepted' : 'refused'}${outcome.code ? ` (${outcome.code})` : ''}: ${outcome.text}`);
  at('fault-answer').dataset.accepted = String(outcome.accepted);
}

/** Marks the field that a refusal speaks of: its reason begins with the key. */
function point(outcome) {
  const key = outcome.accepted ? '' : outcome.text.split(':')[0].trim();
  const fields = {key: 'fault-key', at: 'fault-at', duration: 'fault-duration', ramp: 'fault-ramp'};
  for (const input of at('fault-form').querySelectorAll('input[type=text]')) {
    const own = input.dataset.param ? key === `params.${input.dataset.param}` : fields[key.split('.')[0]] === input.id;
    if (own) {
      input.setAttribute('aria-invalid', 'true');
    } else {
      input.removeAttribute('aria-invalid');
    }
  }
}
