// The page: it listens to the server, hands each piece of news to who shows it, and says at once when
// what is shown is no longer so.

import {at, say} from './dom.js';
import {plain, span} from './format.js';
import {listen} from './stream.js';
import * as orders from './orders.js';
import * as now from './now.js';
import * as alarms from './alarms.js';
import * as interlocks from './interlocks.js';
import * as events from './events.js';
import * as plots from './plots.js';

/** What is older than this, and than three periods of the rig, is not what it does now. */
const LEAST_AGE_MS = 3000;
const PERIODS = 3;
const LOOK_MS = 500;

const BACKENDS = {
  sim: ['Simulation', 'nothing real moves'],
  bench: ['Bench', 'a real pump moves real fluid'],
};

let session = {};
let link = null;
let status = null;
let streamTrouble = 'The page looks for its server.';
let stateAtMs = null;
let heardTrouble = {text: '', untilMs: 0};

/** Loaded when the rig says that it is a simulation, and never before. */
let simulation = null;
let faults = null;
let catalogue = null;
let active = null;

async function askForSession() {
  const answer = await fetch('api/session', {headers: orders.headers(), cache: 'no-store'});
  if (!answer.ok) {
    return;
  }
  session = await answer.json();
  if (session.token) {
    orders.useToken(session.token, false);
  }
  if (session.login && !orders.hasToken()) {
    orders.askForToken(askForSession);
  }
  say('version', session.version);
  say('broker', session.broker ? `broker ${session.broker}` : '');
  showSides();
}

async function askForHistory() {
  const answer = await fetch('api/history', {headers: orders.headers(), cache: 'no-store'});
  if (answer.ok) {
    plots.load(await answer.json());
  }
}

// ---- news

const HEARD = {
  link: document => {
    link = document;
    stateAtMs = typeof document.stateAgeMs === 'number' ? performance.now() - document.stateAgeMs : null;
    look();
  },
  status: document => {
    status = document;
    showSides();
    look();
    if (status && status.backend !== session.backend) {
      // What may be done depends on what the rig is, and the server has only now heard of that.
      askForSession();
    }
  },
  state: document => {
    stateAtMs = performance.now();
    now.takeState(document);
    alarms.takeState(document);
    interlocks.takeState(document);
    look();
  },
  truth: now.takeTruth,
  alarm: alarms.take,
  event: document => {
    events.take(document);
    plots.takeEvent(document);
  },
  limits: document => {
    now.takeLimits(document);
    interlocks.takeLimits(document);
  },
  catalogue: document => {
    catalogue = document;
    showSides();
  },
  active: document => {
    active = document;
    if (faults) {
      faults.takeActive(document);
    }
  },
  points: plots.takePoints,
  reset: () => {
    now.forget();
    plots.clear();
    events.take({kind: 'session', event: {subject: 'run', phase: 'begun anew'}});
    askForHistory();
  },
  trouble: document => {
    heardTrouble = {text: plain(document.text), untilMs: performance.now() + 15000};
    look();
  },
  until: document => simulation && simulation.takeUntil(document),
};

function heard(name, document) {
  if (Object.hasOwn(HEARD, name)) {
    HEARD[name](document);
  }
}

function opened() {
  streamTrouble = '';
  alarms.forget();
  events.forget();
  askForSession();
  askForHistory();
}

function lost(text, denied) {
  streamTrouble = text;
  if (denied) {
    orders.askForToken(() => {});
  }
  look();
}

// ---- which rig, and whether what is shown is so

const backend = () => (status ? status.backend : null);

/** The banner, and the parts that only a simulation has. */
async function showSides() {
  const kind = backend();
  const [word, text] = BACKENDS[kind] || ['?', 'which rig this is, is not known yet'];
  at('banner').dataset.backend = kind || 'unknown';
  say('backend-word', word);
  say('backend-text', text);
  say('rig', (status && plain(status.rig)) || session.rig || 'no rig yet');
  const mayAct = Boolean(kind) && session.controls !== false;
  for (const id of ['pause', 'resume', 'minimum-rate']) {
    at(id).disabled = !mayAct;
  }
  alarms.allow(mayAct);
  if (kind === 'sim' && session.faultPanel !== false) {
    await addSimulation();
  } else if (kind) {
    removeSimulation();
  }
}

async function addSimulation() {
  const [time, panel] = await Promise.all([import('./simulation.js'), import('./faults.js')]);
  simulation = time;
  faults = panel;
  if (backend() !== 'sim') {
    return;
  }
  if (!at('simulation')) {
    simulation.build();
  }
  if (catalogue && !at('faults')) {
    faults.build(catalogue);
    faults.takeActive(active);
  }
}

function removeSimulation() {
  if (simulation) {
    simulation.remove();
    faults.remove();
  }
}

/** The one worst thing to be said, or nothing. */
function trouble(ageMs) {
  if (streamTrouble) {
    return streamTrouble;
  }
  if (link && link.state !== 'connected') {
    return plain(link.text) || 'The broker is lost.';
  }
  if (link && !['ready', 'unknown'].includes(link.rig)) {
    return plain(link.text) || `The rig is ${plain(link.rig)}.`;
  }
  if (ageMs !== null && ageMs > mostAgeMs()) {
    return 'The rig has gone silent.';
  }
  return '';
}

const mostAgeMs = () => Math.max(LEAST_AGE_MS, PERIODS * ((status && status.statePeriodMs) || 0));

function look() {
  const nowMs = performance.now();
  const ageMs = stateAtMs === null ? null : nowMs - stateAtMs;
  const bad = trouble(ageMs);
  const isStale = bad !== '' || ageMs === null;
  const age = ageMs === null ? '' : span(ageMs / 1000);
  const noted = bad || (nowMs < heardTrouble.untilMs ? heardTrouble.text : '');
  at('trouble').hidden = noted === '';
  say('trouble', noted);
  at('main').dataset.stale = String(isStale && stateAtMs !== null);
  say('as-of', isStale && age ? `as it was ${age} ago` : '');
  const word = streamTrouble ? 'no server' : link ? (link.state === 'connected' ? plain(link.rig) : plain(link.state)) : 'connecting';
  const pill = at('link');
  pill.dataset.link = bad ? 'lost' : word === 'ready' ? 'ready' : 'connecting';
  say(pill, `${bad ? '✗' : word === 'ready' ? '●' : '○'} ${word}`);
}

setInterval(() => {
  look();
  const times = isFresh() ? now.times() : null;
  if (simulation) {
    simulation.showPace(times);
  }
  plots.suit(times);
}, LOOK_MS);

const isFresh = () => stateAtMs !== null && performance.now() - stateAtMs < mostAgeMs();

orders.press(at('pause'), () => orders.order('pause', {}));
orders.press(at('resume'), () => orders.order('resume', {}));
orders.press(at('minimum-rate'), () => orders.order('minimum-rate', {}));
orders.whenTokenIsWanted(() => orders.askForToken(askForSession));
alarms.begin();
events.begin();
plots.begin(askForHistory);
look();
listen(orders.headers, opened, heard, lost);
