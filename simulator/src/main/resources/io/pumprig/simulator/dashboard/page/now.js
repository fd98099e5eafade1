// The rig at one look: the documents `state` and `truth`, and the limits they are seen against.

import {at, fill, say} from './dom.js';
import {moment, number, plain, reaction, secondsOf, signed, span, withUnit, words} from './format.js';

let state = null;
let truth = null;
let limits = null;
let truthAtMs = 0;

/** The truth of a state follows it within this, where there is one. */
const TRUTH_SOON_MS = 3000;

/** How fast the rig's time went by, over the last looks. */
const pace = {wallMs: 0, simS: 0, times: null};

export function forget() {
  state = null;
  truth = null;
}

export function takeLimits(document) {
  limits = document;
  show();
}

export function takeState(document) {
  state = document;
  measurePace(secondsOf(document));
  show();
}

/** Comes right after the state that it belongs to. */
export function takeTruth(document) {
  truth = document;
  truthAtMs = performance.now();
  if (state) {
    showDose();
  }
}

/** How many times real time the rig runs, or null before that is known. */
export const times = () => pace.times;

export const simSeconds = () => (state ? secondsOf(state) : 0);

function measurePace(simS) {
  const wallMs = performance.now();
  const passedMs = wallMs - pace.wallMs;
  if (pace.wallMs === 0 || simS < pace.simS || passedMs > 10000) {
    Object.assign(pace, {wallMs, simS, times: null});
  } else if (passedMs >= 1500) {
    Object.assign(pace, {wallMs, simS, times: (simS - pace.simS) / (passedMs / 1000)});
  }
}

function show() {
  if (!state) {
    return;
  }
  say('clock', moment(secondsOf(state)));
  at('clock').dataset.cycle = state.cycle;
  at('clock').title = `cycle ${number(state.cycle, 0)}`;
  showState();
  if (!truth || performance.now() - truthAtMs > TRUTH_SOON_MS) {
    showDose();
  }
  showRate();
  showReservoir();
  showPressure();
  showMotion();
  showPermit();
  showLoop();
}

function showState() {
  say('mode', words(state.mode));
  say('reaction', state.permit.reaction === 'keep-program'
    ? 'No interlock limits it.'
    : `An interlock limits it: ${reaction(state.permit.reaction)}.`);
  at('state-card').dataset.reaction = state.permit.reaction;
  const therapy = state.therapy;
  say('therapy', therapy ? `${words(therapy.program)}, ${number(therapy.mcgPerDay, 1)} mcg/day` : 'none');
  say('drug', `${plain(state.drug)}, ${number(therapy ? therapy.concentrationMcgPerMl : state.concentrationMcgPerMl, 0)} mcg/mL`);
  const bolus = state.bolus;
  say('bolus', bolus
    ? `${words(bolus.kind)}: ${number(bolus.deliveredMcg, 3)} of ${number(bolus.ofMcg, 3)} mcg`
    : 'none');
  say('session', `${plain(state.session).slice(0, 12)}…`);
  at('session').title = plain(state.session);
}

/**
 * The doses of one moment: the rig and the plant do not look at the same one, and at 600 times real
 * time half a second between the two is five minutes of drug.
 */
function showDose() {
  const aheadDays = truth ? (secondsOf(truth) - secondsOf(state)) / 86400 : 0;
  const ordered = state.orderedMcg + state.programMcgPerDay * aheadDays;
  const believed = state.believedMcg + state.rateMcgPerDay * aheadDays;
  say('ordered', number(state.orderedMcg, 3));
  say('believed', number(state.believedMcg, 3));
  say('believed-note', `${signed(state.believedMcg - state.orderedMcg, 4)} mcg against ordered`);
  at('true-dose').dataset.known = String(Boolean(truth));
  if (truth) {
    say('true', number(truth.trueDoseMcg, 3));
    say('true-note', `${signed(truth.trueDoseMcg - ordered, 4)} mcg against ordered, ${signed(truth.trueDoseMcg - believed, 4)} against believed`);
  } else {
    say('true', '?');
    say('true-note', state.backend === 'bench' ? 'nobody knows it on a bench' : 'not told yet');
  }
  say('volume', `${number(state.believedMicrolitres, 3)} uL believed` + (truth ? `, ${number(truth.trueVolumeUl, 3)} uL true` : ''));
  const causes = Object.entries(state.withheldMicrosteps || {}).filter(([, steps]) => steps !== 0);
  say('withheld', causes.length === 0
    ? 'nothing'
    : causes.map(([cause, steps]) => `${words(cause).toLowerCase()} ${number(steps, 0)}`).join(', ') + ' microsteps');
}

function showRate() {
  say('rate', number(state.rateMcgPerDay, 1));
  say('program', withUnit(state.programMcgPerDay, 1, 'mcg/day'));
  const less = state.rateMcgPerDay - state.programMcgPerDay;
  say('rate-difference', less === 0 ? 'none' : `${signed(less, 1)} mcg/day`);
  const share = state.programMcgPerDay > 0 ? state.rateMcgPerDay / state.programMcgPerDay : 0;
  fill(at('rate-bar'), share, share >= 0.999 ? 'good' : 'less');
  say('flow', state.flow
    ? `${number(state.flow.microlitresPerMinute, 3)} uL/min${state.flow.outcome === 'OK' ? '' : `, ${words(state.flow.outcome).toLowerCase()}`}`
    : 'none fitted');
}

function showReservoir() {
  say('reservoir', number(state.reservoirMl, 3));
  const forecast = state.forecast || {};
  say('to-low', forecast.toLowS === null ? 'not while nothing flows' : span(forecast.toLowS));
  say('to-empty', forecast.toEmptyS === null ? 'not while nothing flows' : span(forecast.toEmptyS));
  say('reservoir-outcome', outcome(state.reservoirOutcome) + (truth ? `, true ${number(truth.reservoirUl / 1000, 3)} mL` : ''));
  const capacity = limits && limits.orders ? limits.orders.reservoirMl : 0;
  const low = gauge('RESERVOIR_LOW');
  fill(at('reservoir-bar'), capacity > 0 ? state.reservoirMl / capacity : 0,
    low && state.reservoirMl < low.trip ? 'less' : 'good');
}

function showPressure() {
  const pressure = state.pressure;
  say('downstream', number(pressure.downstreamKpa, 2));
  say('baseline', withUnit(pressure.baselineKpa, 2, 'kPa'));
  say('upstream', `${number(pressure.upstreamKpa, 2)} kPa${pressure.upstreamOutcome === 'OK' ? '' : `, ${outcome(pressure.upstreamOutcome)}`}`);
  say('true-line', truth ? `${number(truth.linePressureKpa, 2)} kPa` : 'not known');
  const trip = gauge('OCCLUSION_DOWNSTREAM');
  const share = trip ? pressure.downstreamKpa / trip.trip : pressure.downstreamKpa / 100;
  fill(at('pressure-bar'), share, share > 0.5 ? 'less' : 'good');
}

function showMotion() {
  const motion = state.motion;
  const unseen = motion.sentMicrosteps - motion.seenMicrosteps;
  const behind = motion.sentMicrosteps - motion.rotorMicrosteps;
  const resolution = limits ? limits.microstep.microstepsPerRevolution : 0;
  const agree = Math.abs(unseen) <= 8 && motion.seenOutcome === 'OK' && motion.rotorOutcome === 'OK';
  say('motion', agree ? 'Agrees' : motion.seenOutcome !== 'OK' || motion.rotorOutcome !== 'OK' ? 'Not seen' : 'Differs');
  say('sent', `${number(motion.sentMicrosteps, 0)} microsteps`);
  say('seen', `${number(motion.seenMicrosteps, 0)}, ${unseen === 0 ? 'all' : `${signed(-unseen, 0)}`}${motion.seenOutcome === 'OK' ? '' : `, ${outcome(motion.seenOutcome)}`}`);
  say('rotor', `${number(motion.rotorMicrosteps, 0)}, ${signed(-behind, 0)}${motion.rotorOutcome === 'OK' ? '' : `, ${outcome(motion.rotorOutcome)}`}`);
  const turns = resolution > 0 ? motion.rotorMicrosteps / resolution : NaN;
  const angle = 360 * (turns - Math.floor(turns));
  say('angle', Number.isFinite(turns) ? `${number(angle, 1)}° of turn ${number(Math.floor(turns) + 1, 0)}` : '–');
}

function showPermit() {
  const permit = state.permit;
  say('permit', reaction(permit.reaction));
  at('permit-card').dataset.reaction = permit.reaction;
  say('lease', `${number(permit.leaseMicrosteps, 0)} microsteps`);
  say('kick', permit.kickVetoed ? 'held by the second channel' : 'kicked');
  say('supplies', `${number(state.supply.sensorVolts, 2)} V, ${number(state.supply.motorVolts, 2)} V`);
}

function showLoop() {
  const {loop, link, events} = state;
  const late = loop.latenessNs;
  say('late', number(loop.lateCycles, 0));
  say('lateness', late
    ? `p50 ${milliseconds(late.p50)}, p99 ${milliseconds(late.p99)}, worst ${milliseconds(late.max)}`
    : `worst ${milliseconds(loop.worstLatenessNs)}`);
  say('gaps', number(loop.timeGaps, 0));
  say('dropped', `${number(link.dropped, 0)} messages, ${number(events.lost, 0)} events`);
}

const milliseconds = nanos => `${number(nanos / 1e6, nanos < 1e7 ? 2 : 0)} ms`;

const outcome = name => (name === 'OK' ? 'good' : words(name).toLowerCase());

function gauge(alarm) {
  return (state.interlocks || []).find(entry => entry.alarm === alarm);
}
