// Draws what the page's data block holds. Reads nothing else, and changes nothing but plots.
(() => {
  'use strict';

  const data = JSON.parse(document.getElementById('data').textContent);
  const plots = [];
  const MOST_MARKS = 300;
  const HEIGHT = 240;
  const days = data.time.length > 0 && data.time[data.time.length - 1] > 96;
  const unit = days ? 'd' : 'h';
  const time = data.time.map(h => days ? h / 24 : h);

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const scaled = h => days ? h / 24 : h;
  const number = v => v == null ? '–' : String(+v.toPrecision(6));

  function line(label, name, more) {
    return Object.assign({
      label, stroke: () => colour(name), width: 1.5, points: { show: false },
      value: (u, v) => number(v),
    }, more);
  }

  function axes(label, xLabel) {
    const common = {
      stroke: () => colour('soft'), grid: { stroke: () => colour('line'), width: 1 },
      ticks: { stroke: () => colour('line'), width: 1 },
    };
    return [
      Object.assign({ label: xLabel, labelSize: 18, size: 40 }, common),
      Object.assign({ label, labelSize: 18, size: 62 }, common),
    ];
  }

  // ---- marks on the axis of time

  function reactions() {
    const spans = [];
    for (let i = 0; i < time.length; i++) {
      const name = data.reactions[data.series.reaction[i]];
      if (!name || name === 'keep-program') continue;
      const from = i === 0 ? 0 : time[i - 1];
      const last = spans[spans.length - 1];
      if (last && last.name === name && last.to >= from) last.to = time[i];
      else spans.push({ name, from, to: time[i] });
    }
    return spans;
  }
  const spans = reactions();

  function drawMarks(u) {
    const ctx = u.ctx;
    const { left, top, width, height } = u.bbox;
    const ratio = devicePixelRatio || 1;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    ctx.textAlign = 'left';
    ctx.textBaseline = 'alphabetic';
    for (const span of spans) {
      const from = u.valToPos(span.from, 'x', true);
      const to = u.valToPos(span.to, 'x', true);
      ctx.fillStyle = colour(span.name === 'zero-flow' ? 'zero' : 'minimum');
      ctx.fillRect(from, top, Math.max(ratio, to - from), height);
    }
    let labelled = -Infinity;
    let row = 0;
    for (const mark of data.marks.slice(0, MOST_MARKS)) {
      const x = u.valToPos(scaled(mark.from), 'x', true);
      const isFault = mark.kind === 'fault';
      ctx.strokeStyle = colour(isFault ? 'fault' : mark.level === 'HIGH' ? 'bad' : mark.level === 'MEDIUM' ? 'warn' : 'believed');
      ctx.fillStyle = ctx.strokeStyle;
      ctx.lineWidth = ratio;
      ctx.setLineDash(isFault ? [] : mark.level === 'HIGH' ? [6 * ratio, 3 * ratio] : [2 * ratio, 3 * ratio]);
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, top + height);
      ctx.stroke();
      if (isFault && mark.to != null) {
        const end = u.valToPos(scaled(mark.to), 'x', true);
        ctx.fillRect(x, top, Math.max(ratio, end - x), 3 * ratio);
      }
      if (x < left || x > left + width) continue;
      row = x - labelled < 150 * ratio ? (row + 1) % 6 : 0;
      labelled = x;
      ctx.font = 11 * ratio + 'px system-ui, sans-serif';
      const wide = ctx.measureText(mark.text).width;
      ctx.fillText(mark.text, Math.min(x + 3 * ratio, left + width - wide), top + (14 + 13 * row) * ratio);
    }
    ctx.restore();
  }

  // ---- plots

  let zooming = false;
  function zoomAll(u, key) {
    if (key !== 'x' || zooming) return;
    zooming = true;
    const { min, max } = u.scales.x;
    for (const one of plots) {
      if (one.timed && one.plot !== u) one.plot.setScale('x', { min, max });
    }
    zooming = false;
  }

  function plot(id, options, values, timed) {
    const at = document.getElementById(id);
    if (!at || values[0].length === 0) return;
    at.classList.remove('waits');
    const all = Object.assign({
      width: Math.max(260, at.clientWidth), height: HEIGHT,
      cursor: timed ? { sync: { key: 'time' }, drag: { x: true, y: false } } : {},
      scales: { x: { time: false } },
      hooks: timed ? { drawAxes: [drawMarks], setScale: [zoomAll] } : {},
    }, options);
    plots.push({ at, timed, plot: new uPlot(all, values, at) });
  }

  function timed(id, label, lines, bands) {
    const shown = lines.filter(one => data.series[one.key] && data.series[one.key].some(v => v != null));
    if (shown.length === 0) return;
    plot(id, {
      axes: axes(label, 'time, ' + unit),
      series: [{ label: 'time, ' + unit, value: (u, v) => number(v) }].concat(shown.map(one => line(one.label, one.colour, one.more))),
      bands: bands ? bands(shown) : undefined,
    }, [time].concat(shown.map(one => data.series[one.key])), true);
  }

  function drawTimed() {
    timed('plot-dose', 'mcg', [
      { key: 'ordered', label: 'ordered, mcg', colour: 'ordered', more: { width: 3 } },
      { key: 'believed', label: 'believed, mcg', colour: 'believed' },
      { key: 'truth', label: 'true, mcg', colour: 'true', more: { dash: [6, 3] } },
    ]);
    timed('plot-difference', 'mcg', [
      { key: 'believedLess', label: 'believed - ordered, mcg', colour: 'believed' },
      { key: 'trueLess', label: 'true - ordered, mcg', colour: 'true', more: { dash: [6, 3] } },
    ]);
    timed('plot-flow', 'uL/h', [
      { key: 'orderedFlow', label: 'ordered, uL/h', colour: 'ordered', more: { width: 3 } },
      { key: 'believedFlow', label: 'believed, uL/h', colour: 'believed' },
      { key: 'trueFlow', label: 'true, uL/h', colour: 'true', more: { dash: [6, 3] } },
      { key: 'sensorFlow', label: 'flow sensor, uL/h', colour: 'sensor', more: { show: false } },
    ]);
    timed('plot-pressure', 'kPa', [
      { key: 'downMost', label: 'downstream max, kPa', colour: 'believed', more: { width: 0.5 } },
      { key: 'downLeast', label: 'downstream min, kPa', colour: 'believed', more: { width: 0.5 } },
      { key: 'downMean', label: 'downstream mean, kPa', colour: 'believed' },
      { key: 'line', label: 'true line, kPa', colour: 'true', more: { dash: [6, 3] } },
      { key: 'upMean', label: 'upstream mean, kPa', colour: 'upstream' },
    ], shown => shown[0].key === 'downMost' && shown[1].key === 'downLeast'
      ? [{ series: [1, 2], fill: colour('band') }] : undefined);
    timed('plot-reservoir', 'mL', [
      { key: 'reservoir', label: 'measured, mL', colour: 'believed' },
      { key: 'trueReservoir', label: 'true, mL', colour: 'true', more: { dash: [6, 3] } },
    ]);
    timed('plot-lateness', 'ms', [
      { key: 'late', label: 'latest cycle, ms', colour: 'bad' },
    ]);
  }

  function drawCurves(name) {
    const curve = data.curves[name];
    if (!curve) return;
    if (curve.startUp) {
      const t = curve.startUp.time.map(scaled);
      const set = t.map(() => curve.startUp.set);
      plot('plot-start-up-' + name, {
        axes: axes('uL/h', 'time, ' + unit),
        series: [{ label: 'time, ' + unit, value: (u, v) => number(v) },
          line('flow, uL/h', 'believed'),
          line('set + 10 %', 'soft', { dash: [4, 4] }), line('set - 10 %', 'soft', { dash: [4, 4] }),
          line('set, uL/h', 'ordered', { width: 2 })],
        bands: [{ series: [2, 3], fill: colour('band') }],
      }, [t, curve.startUp.flow, set.map(v => v * 1.1), set.map(v => v * 0.9), set], false);
    }
    if (curve.trumpet) {
      plot('plot-trumpet-' + name, {
        axes: axes('error, %', 'window, min'),
        scales: { x: { time: false, distr: curve.trumpet.window.length > 1 ? 3 : 1 } },
        series: [{ label: 'window, min', value: (u, v) => number(v) },
          line('Ep(max), %', 'bad', { points: { show: true, size: 6 } }),
          line('Ep(min), %', 'believed', { points: { show: true, size: 6 } }),
          line('A, %', 'ordered', { dash: [6, 3] })],
        bands: [{ series: [1, 2], fill: colour('band') }],
      }, [curve.trumpet.window, curve.trumpet.max, curve.trumpet.min, curve.trumpet.window.map(() => curve.trumpet.overall)], false);
    }
  }

  const select = document.getElementById('profile');
  function chosen() {
    return select ? select.value : data.profile;
  }

  function draw() {
    for (const one of plots) one.plot.destroy();
    plots.length = 0;
    drawTimed();
    drawCurves(chosen());
  }

  if (select) {
    select.addEventListener('change', () => {
      for (const part of document.querySelectorAll('[data-profile]')) {
        part.hidden = part.dataset.profile !== select.value;
      }
      draw();
    });
  }

  let waiting = 0;
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      for (const one of plots) one.plot.setSize({ width: Math.max(260, one.at.clientWidth), height: HEIGHT });
    }, 100);
  }

  window.addEventListener('resize', later);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  draw();
  document.documentElement.dataset.drawn = String(plots.length);
})();
