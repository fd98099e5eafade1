// Plots over the rig's own time, with faults and alarms marked on it. Redrawn at most four times a
// second, and not at all while nobody looks.

import {at, make, say} from './dom.js';
import {figures, moment, words} from './format.js';
import {Series} from './series.js';

const LEAST_REDRAW_MS = 250;
const HEIGHT = 170;
const NEAR_PIXELS = 7;

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

const SPANS = [
  ['10 min', 10 * MINUTE],
  ['1 h', HOUR],
  ['6 h', 6 * HOUR],
  ['24 h', DAY],
  ['7 d', 7 * DAY],
  ['30 d', 30 * DAY],
  ['all', Infinity],
];

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR,
  12 * HOUR, DAY, 2 * DAY, 5 * DAY, 10 * DAY, 20 * DAY, 50 * DAY, 100 * DAY];

/** Each plot: its title, its unit, and of its lines the name, the colour's variable and the source. */
const PLOTS = [
  {title: 'Rate', unit: 'mcg/day', lines: [
    ['program', '--line-a', 'programMcgPerDay'], ['now', '--line-b', 'rateMcgPerDay']], step: true},
  {title: 'Dose', unit: 'mcg', lines: [
    ['ordered', '--line-a', 'orderedMcg'], ['believed', '--line-b', 'believedMcg'], ['true', '--line-c', 'trueMcg']]},
  {title: 'Dose against ordered', unit: 'mcg', lines: [
    ['believed', '--line-b', 'believedMcg'], ['true', '--line-c', 'trueMcg']], against: 'orderedMcg'},
  {title: 'Line pressure', unit: 'kPa', lines: [
    ['downstream', '--line-b', 'downstreamKpa'], ['upstream', '--line-d', 'upstreamKpa'],
    ['true line', '--line-c', 'trueLineKpa'],
    ['most', '--line-b', 'downstreamMaxKpa'], ['least', '--line-b', 'downstreamMinKpa']], band: [4, 5]},
  {title: 'Reservoir', unit: 'mL', lines: [['weighed', '--line-b', 'reservoirMl']]},
  {title: 'Flow sensor', unit: 'uL/min', lines: [['flow', '--line-b', 'flowUlPerMin']]},
  {title: 'Loop lateness', unit: 'ms', lines: [['lateness', '--line-b', 'latenessMs']]},
];

const series = new Series();
const plots = [];
let spanS = HOUR;
let chosen = false;
let drawnMs = 0;
let frame = 0;
let fetchHistory = () => {};

/** Makes the buttons; the plots themselves come with the first rows that they have. */
export function begin(askForHistory) {
  fetchHistory = askForHistory;
  for (const [name, seconds] of SPANS) {
    const button = make('button', {type: 'button', class: 'secondary outline', 'data-span': name}, name);
    button.addEventListener('click', () => {
      chosen = true;
      choose(seconds);
    });
    at('spans').append(button);
  }
  choose(HOUR);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', rebuild);
  new ResizeObserver(resize).observe(at('plot-list'));
  document.addEventListener('visibilitychange', wish);
}

function choose(seconds) {
  spanS = seconds;
  for (const button of at('spans').querySelectorAll('button')) {
    const [, its] = SPANS.find(([name]) => name === button.dataset.span);
    button.setAttribute('aria-pressed', String(its === seconds));
  }
  drawnMs = 0;
  wish();
}

/** Until somebody chooses: a minute of looking, at the speed at which the rig runs. */
export function suit(times) {
  if (!chosen && times > 0) {
    const [, seconds] = SPANS.find(([, each]) => each >= 60 * times) || SPANS[SPANS.length - 1];
    if (seconds !== spanS) {
      choose(seconds);
    }
  }
}

export function load(history) {
  series.load(history);
  drawnMs = 0;
  wish();
}

export function clear() {
  series.clear();
  wish();
}

export function takePoints({rows}) {
  if (!series.add(rows)) {
    fetchHistory();
  }
  wish();
}

export function takeEvent({kind, event}) {
  if (['fault', 'alarm', 'order', 'mode'].includes(kind) && typeof event.simNs === 'number') {
    series.mark({simS: event.simNs / 1e9, kind, name: String(event.subject), phase: String(event.phase || '')});
    wish();
  }
}

function wish() {
  if (!frame && !document.hidden) {
    frame = requestAnimationFrame(draw);
  }
}

function draw(nowMs) {
  frame = 0;
  if (nowMs - drawnMs < LEAST_REDRAW_MS) {
    setTimeout(wish, LEAST_REDRAW_MS - (nowMs - drawnMs));
    return;
  }
  drawnMs = nowMs;
  const end = series.end();
  const begin = Math.max(series.begin(), end - spanS);
  const rows = series.since(begin);
  if (rows.length === 0) {
    plots.forEach(plot => plot.u.setData(plot.u.data.map(() => []), true));
    return;
  }
  const x = rows.map(row => row[0]);
  for (const declared of PLOTS) {
    const columns = declared.lines.map(([, , name]) => series.column(rows, name));
    if (declared.against) {
      const base = series.column(rows, declared.against);
      columns.forEach((values, i) => {
        columns[i] = values.map((value, j) => (value === null || base[j] === null ? null : value - base[j]));
      });
    }
    const isMeasured = columns.some(values => values.some(value => value !== null));
    let plot = plots.find(each => each.declared === declared);
    if (!plot && isMeasured) {
      plot = build(declared);
    }
    if (plot) {
      plot.shown = [begin, Math.max(end, begin + 1)];
      plot.u.setData([x, ...columns], true);
      if (plot.u.cursor.idx === null || plot.u.cursor.idx === undefined) {
        plot.u.setLegend({idx: x.length - 1});
      }
    }
  }
}

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Where a new plot belongs among those that are there. */
function build(declared) {
  const holder = make('figure', {tabindex: '0', 'data-plot': declared.title,
    'aria-label': `${declared.title} in ${declared.unit} over the rig's time; arrow keys move the cursor`});
  holder.append(make('figcaption', {}, declared.title, ' ', make('small', {class: 'quiet'}, declared.unit)));
  const before = plots.find(each => PLOTS.indexOf(each.declared) > PLOTS.indexOf(declared));
  at('plot-list').insertBefore(holder, before ? before.holder : null);
  const plot = {declared, holder, shown: [0, 1], u: null};
  plot.u = new uPlot(options(declared, plot), [[], ...declared.lines.map(() => [])], holder);
  holder.addEventListener('keydown', event => step(plot.u, event));
  plots.push(plot);
  plots.sort((a, b) => PLOTS.indexOf(a.declared) - PLOTS.indexOf(b.declared));
  return plot;
}

function options(declared, plot) {
  const quiet = colour('--quiet');
  const grid = {stroke: colour('--hair'), width: 1};
  const axis = {stroke: quiet, grid, ticks: grid, font: '11px system-ui, sans-serif'};
  const hidden = declared.band || [];
  return {
    width: at('plot-list').clientWidth || 300,
    height: HEIGHT,
    cursor: {sync: {key: 'pumprig', setSeries: false}, drag: {x: false, y: false}, points: {size: 6}},
    legend: {live: true},
    scales: {x: {time: false, range: () => plot.shown}, y: {range: (u, least, most) => room(least, most)}},
    axes: [
      {...axis, incrs: STEPS, space: 70, values: (u, splits) => splits.map(at => tick(at, plot.shown))},
      {...axis, size: 56, values: (u, splits) => splits.map(figures)},
    ],
    series: [
      {label: 'at', value: (u, value) => (value === null || value === undefined ? '–' : moment(value))},
      ...declared.lines.map(([label, tint], i) => ({
        label,
        stroke: hidden.includes(i + 1) ? 'transparent' : colour(tint),
        width: 1.6,
        dash: label === 'true' || label === 'true line' ? [5, 3] : undefined,
        paths: declared.step ? uPlot.paths.stepped({align: 1}) : undefined,
        points: {show: false},
        class: hidden.includes(i + 1) ? 'edge' : undefined,
        value: (u, value) => (value === null || value === undefined ? '–' : figures(value)),
      })),
    ],
    bands: declared.band ? [{series: declared.band, fill: colour('--band')}] : [],
    hooks: {
      drawClear: [u => shade(u)],
      draw: [u => drawMarks(u)],
      setCursor: [u => tellNearest(u)],
    },
  };
}

/** A flat line is drawn in the middle, and noise in the last digit does not fill the plot. */
function room(least, most) {
  if (least === null || most === null) {
    return [0, 1];
  }
  const height = Math.max(most - least, Math.abs(most) * 0.02, 0.01);
  return [least - 0.1 * height, most + 0.15 * height];
}

function tick(seconds, [from, to]) {
  const text = moment(seconds);
  if (to - from < 20 * MINUTE) {
    return text.replace(/^.* d /, '');
  }
  return to - from < 2 * DAY ? text.replace(/^.* d /, '').slice(0, 5) : text.replace(/:\d\d$/, '');
}

// ---- faults, alarms, orders on the time axis

const BEGINS = {fault: ['active'], alarm: ['raised']};
const ENDS = {fault: ['cleared', 'expired'], alarm: ['released']};

const shownOf = (u, mark) => mark.simS >= u.scales.x.min && mark.simS <= u.scales.x.max;

const isDrawn = mark => mark.kind === 'order' || mark.kind === 'mode'
  || [...(BEGINS[mark.kind] || []), ...(ENDS[mark.kind] || [])].includes(mark.phase);

/** The time in which a fault acts or an alarm is listed, behind the lines. */
function shade(u) {
  const open = new Map();
  const {left, top, width, height} = u.bbox;
  const spans = [];
  for (const mark of series.marks.values()) {
    const key = `${mark.kind}|${mark.name}`;
    if ((BEGINS[mark.kind] || []).includes(mark.phase)) {
      if (!open.has(key)) {
        open.set(key, mark.simS);
      }
    } else if ((ENDS[mark.kind] || []).includes(mark.phase) && open.has(key)) {
      spans.push([mark.kind, open.get(key), mark.simS]);
      open.delete(key);
    }
  }
  open.forEach((from, key) => spans.push([key.split('|')[0], from, u.scales.x.max]));
  for (const [kind, from, to] of spans) {
    const x0 = Math.max(left, u.valToPos(from, 'x', true));
    const x1 = Math.min(left + width, u.valToPos(to, 'x', true));
    if (x1 > x0) {
      u.ctx.fillStyle = colour(kind === 'fault' ? '--fault-shade' : '--alarm-shade');
      u.ctx.fillRect(x0, kind === 'fault' ? top + height / 2 : top, x1 - x0, height / 2);
    }
  }
}

function drawMarks(u) {
  const {ctx} = u;
  const {top, height} = u.bbox;
  ctx.save();
  for (const mark of series.marks.values()) {
    if (!isDrawn(mark) || !shownOf(u, mark)) {
      continue;
    }
    const x = Math.round(u.valToPos(mark.simS, 'x', true)) + 0.5;
    const tint = colour(mark.kind === 'fault' ? '--fault' : mark.kind === 'alarm' ? '--high' : '--quiet');
    const begins = (BEGINS[mark.kind] || []).includes(mark.phase);
    ctx.strokeStyle = tint;
    ctx.fillStyle = tint;
    ctx.lineWidth = devicePixelRatio * (begins ? 1.5 : 1);
    ctx.setLineDash(mark.kind === 'alarm' ? [] : mark.kind === 'fault' ? [6, 3] : [1, 4]);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    if (begins) {
      sign(ctx, mark.kind, x, mark.kind === 'alarm' ? top : top + height, 5 * devicePixelRatio);
    }
  }
  ctx.restore();
}

/** An alarm hangs from the top as a triangle, a fault stands on the axis as a square. */
function sign(ctx, kind, x, y, size) {
  ctx.setLineDash([]);
  ctx.beginPath();
  if (kind === 'alarm') {
    ctx.moveTo(x - size, y);
    ctx.lineTo(x + size, y);
    ctx.lineTo(x, y + 1.6 * size);
    ctx.closePath();
  } else {
    ctx.rect(x - size, y - 2 * size, 2 * size, 2 * size);
  }
  ctx.fill();
}

function tellNearest(u) {
  const {left} = u.cursor;
  if (left === null || left < 0 || !u.root.parentElement.matches(':hover, :focus')) {
    return;
  }
  const near = [];
  for (const mark of series.marks.values()) {
    if (isDrawn(mark) && shownOf(u, mark) && Math.abs(u.valToPos(mark.simS, 'x') - left) <= NEAR_PIXELS) {
      near.push(`${mark.kind} ${mark.kind === 'alarm' ? words(mark.name) : mark.name} ${mark.phase} at ${moment(mark.simS)}`);
    }
  }
  say('hovered', near.length > 0 ? near.slice(-4).join(' · ') : `${moment(u.posToVal(left, 'x'))}: no fault, alarm or order here`);
}

/** The cursor by the keyboard, one row at a time, a tenth of them with Shift. */
function step(u, event) {
  const way = {ArrowLeft: -1, ArrowRight: 1}[event.key];
  const x = u.data[0];
  if (!way || x.length === 0) {
    return;
  }
  event.preventDefault();
  const now = u.cursor.idx === null || u.cursor.idx === undefined ? x.length - 1 : u.cursor.idx;
  const size = event.shiftKey ? Math.ceil(x.length / 10) : 1;
  const next = Math.max(0, Math.min(x.length - 1, now + way * size));
  // A row may lie just before the window, where a cursor would be hidden.
  const left = Math.max(1, Math.min(u.over.clientWidth - 1, u.valToPos(x[next], 'x')));
  u.setCursor({left, top: 10}, true);
}

function resize() {
  const width = at('plot-list').clientWidth;
  plots.forEach(({u}) => {
    if (width > 0 && u.width !== width) {
      u.setSize({width, height: HEIGHT});
    }
  });
}

/** Colours are drawn into a canvas, so another scheme wants other plots. */
function rebuild() {
  plots.splice(0).forEach(({u, holder}) => {
    u.destroy();
    holder.remove();
  });
  drawnMs = 0;
  wish();
}
