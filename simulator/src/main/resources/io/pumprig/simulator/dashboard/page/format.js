// Numbers, times and names as people read them.

const DASH = '–';
const THIN = '\u202f';

/** A number with so many decimals, its thousands apart; a dash for none. */
export function number(value, decimals) {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return DASH;
  }
  const fixed = Math.abs(value).toFixed(decimals);
  const [whole, rest] = fixed.split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN) : whole;
  const minus = value < 0 && Number(fixed) !== 0 ? '−' : '';
  return minus + grouped + (rest ? `.${rest}` : '');
}

/** The same with a sign, for differences. */
export function signed(value, decimals) {
  const text = number(value, decimals);
  return value > 0 && Number(value.toFixed(decimals)) !== 0 ? `+${text}` : text;
}

/** With as many decimals as four figures need. */
export function figures(value) {
  const size = Math.abs(value);
  return number(value, size >= 1000 || Number.isInteger(value) ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3);
}

export function withUnit(value, decimals, unit) {
  return typeof value === 'number' ? `${number(value, decimals)} ${unit}` : DASH;
}

/** A span of time in its two largest units. */
export function span(seconds) {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) {
    return DASH;
  }
  const all = Math.max(0, Math.round(seconds));
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const first = parts.findIndex(([size]) => all >= size);
  if (first < 0) {
    return seconds > 0 ? `${number(seconds * 1000, 0)} ms` : '0 s';
  }
  const [size, unit] = parts[first];
  const next = parts[first + 1];
  const rest = next ? Math.floor((all % size) / next[0]) : 0;
  return `${Math.floor(all / size)} ${unit}` + (rest ? ` ${rest} ${next[1]}` : '');
}

/** A moment of the rig's own time. */
export function moment(seconds) {
  const all = Math.max(0, Math.floor(seconds));
  const two = n => String(n).padStart(2, '0');
  const days = Math.floor(all / 86400);
  const clock = `${two(Math.floor((all % 86400) / 3600))}:${two(Math.floor((all % 3600) / 60))}:${two(all % 60)}`;
  return days > 0 ? `${days} d ${clock}` : clock;
}

export const secondsOf = document => document.simNs / 1e9;

/** OCCLUSION_DOWNSTREAM as words. Only what looks like a name is changed. */
export function words(name) {
  const text = String(name);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(text)) {
    return text;
  }
  const spaced = text.replace(/[_-]/g, ' ').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** What a reaction does to the patient's drug. */
export function reaction(label) {
  return {
    'keep-program': 'program goes on',
    'minimum-rate': 'minimum rate',
    'zero-flow': 'no flow',
  }[label] || String(label);
}

/** A text for people from anything that JSON can hold. */
export function plain(value) {
  return value === null || value === undefined
    ? ''
    : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
