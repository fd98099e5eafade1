// The document, touched in as few ways as possible. Whatever came over MQTT becomes text here and
// nothing else: there is no innerHTML in this page.

export const at = id => document.getElementById(id);

/** Sets the text of an element, if it is another one: what stays the same costs no layout. */
export function say(where, text) {
  const node = typeof where === 'string' ? at(where) : where;
  const said = text === null || text === undefined ? '' : String(text);
  if (node.textContent !== said) {
    node.textContent = said;
  }
}

/** A new element. Attributes that are true stand alone, those that are false or null are left out. */
export function make(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) {
      node.addEventListener(key.slice(2), value);
    } else if (value === true) {
      node.setAttribute(key, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(key, String(value));
    }
  }
  for (const child of children) {
    node.append(child);
  }
  return node;
}

/** Shows how full a bar is, from 0 to 1, and what kind of full that is. */
export function fill(bar, share, kind) {
  const inside = bar.firstElementChild;
  const width = `${(100 * Math.max(0, Math.min(1, share || 0))).toFixed(1)}%`;
  if (inside.style.width !== width) {
    inside.style.width = width;
  }
  if (bar.dataset.kind !== kind) {
    bar.dataset.kind = kind;
  }
}
