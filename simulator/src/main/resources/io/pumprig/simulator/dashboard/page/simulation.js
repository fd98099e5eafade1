// What only a simulation has: its time can be stopped, hurried, stepped and begun anew. Made when the
// rig says that it is one; on a bench none of this exists in the document.

import {at, make, say} from './dom.js';
import {number, plain} from './format.js';
import {exportSession, order, press, untilEvent} from './orders.js';

const MOST_UNTIL_EVENT_S = 7 * 86400;

const SPEEDS = [['1×', 1], ['60×', 60], ['600×', 600], ['max', 'max']];

/** Puts the section into the page, once. */
export function build() {
  const section = make('section', {id: 'simulation', 'aria-labelledby': 'simulation-title'},
    make('header', {}, make('h2', {id: 'simulation-title'}, 'Simulated time'), make('span', {class: 'fill'}),
      make('span', {id: 'pace', class: 'quiet'})),
    speeds(), standing(), anew());
  at('hands').append(section);
}

export function remove() {
  const section = at('simulation');
  if (section) {
    section.remove();
  }
}

/** How fast the rig runs, as it was measured from its own clock. */
export function showPace(times) {
  if (at('pace')) {
    say('pace', times === null ? '' : times === 0 ? 'stands still' : `runs ${number(times, times < 10 ? 1 : 0)} times real time`);
  }
}

function speeds() {
  const buttons = make('fieldset', {class: 'buttons'}, make('legend', {class: 'unseen'}, 'Speed'));
  for (const [label, speed] of SPEEDS) {
    const button = make('button', {type: 'button', class: 'secondary outline', id: `speed-${speed}`}, label);
    press(button, () => order('sim-speed', {speed}));
    buttons.append(button);
  }
  const free = make('input', {id: 'speed', type: 'number', min: '0.01', max: '1000000', step: 'any', placeholder: 'e.g. 300', required: true});
  const form = make('form', {class: 'line', novalidate: true},
    make('label', {for: 'speed'}, 'times real time'), free, make('button', {type: 'submit', class: 'secondary outline'}, 'Set'));
  form.addEventListener('submit', event => {
    event.preventDefault();
    order('sim-speed', {speed: Number(free.value)});
  });
  return make('div', {}, buttons, form);
}

function standing() {
  const pause = make('button', {type: 'button', class: 'secondary', id: 'sim-pause'}, 'Stand still');
  const run = make('button', {type: 'button', id: 'sim-run'}, 'Go on');
  const until = make('button', {type: 'button', class: 'secondary outline', id: 'until-event'}, 'Run until the next event');
  const cycles = make('input', {id: 'cycles', type: 'number', min: '1', max: '1000000000', step: '1', value: '1', required: true});
  const step = make('form', {class: 'line', novalidate: true},
    make('label', {for: 'cycles'}, 'cycles'), cycles, make('button', {type: 'submit', class: 'secondary outline', id: 'sim-step'}, 'Step'));
  press(pause, () => order('sim-pause', {}));
  press(run, () => order('sim-run', {}));
  press(until, () => untilEvent(MOST_UNTIL_EVENT_S));
  step.addEventListener('submit', event => {
    event.preventDefault();
    order('sim-step', {cycles: Number(cycles.value)});
  });
  return make('div', {}, make('div', {class: 'buttons'}, pause, run, until), step,
    make('p', {id: 'until', class: 'note', role: 'status'}));
}

function anew() {
  const seed = make('input', {id: 'seed', type: 'number', step: '1', placeholder: 'the same seed'});
  const reset = make('form', {class: 'line', novalidate: true},
    make('label', {for: 'seed'}, 'seed'), seed, make('button', {type: 'submit', class: 'secondary outline', id: 'sim-reset'}, 'Begin anew'));
  reset.addEventListener('submit', event => {
    event.preventDefault();
    order('sim-reset', seed.value === '' ? {} : {seed: Number(seed.value)});
  });
  const save = make('button', {type: 'button', class: 'secondary outline', id: 'export'}, 'Export this session as a scenario');
  press(save, exportSession);
  return make('div', {}, reset, save);
}

/** What became of running until the next event. */
export function takeUntil({state, reason, event}) {
  if (!at('until')) {
    return;
  }
  const what = event ? `${event.kind} ${plain(event.event.subject)} ${plain(event.event.phase)}` : 'something happened';
  say('until', {
    running: 'It runs until something happens.',
    reached: `It stands still: ${what.trim()}.`,
    'given-up': `It did not come to an event: ${plain(reason)}.`,
  }[state] || '');
}
