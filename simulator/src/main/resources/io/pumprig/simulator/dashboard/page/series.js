// What the plots are drawn from: tiers of bins, each bounded, the finest the newest messages, the
// coarsest the whole run. A day is as few rows as a minute.

/** A tier may grow so far beyond what the server gives before it is cut or asked for anew. */
const MOST_ROWS = 2000;
const KEPT_ROWS = 1500;
const MOST_MARKS = 1000;

/** Bins of the tiers, in seconds. The server gives those that a run needs so far; it may grow. */
const BINS_S = [0, 10, 60, 300, 1800, 10800];

export class Series {
  columns = [];
  tiers = [];
  marks = new Map();

  /** Takes the answer of `api/history`. */
  load(history) {
    this.columns = history.columns;
    this.tiers = history.tiers;
    for (const binS of BINS_S) {
      const coarsest = this.tiers[this.tiers.length - 1];
      if (!coarsest || binS > coarsest.binS) {
        const tier = {binS, rows: []};
        (coarsest ? coarsest.rows : []).forEach(row => this.#into(tier, row));
        this.tiers.push(tier);
      }
    }
    this.marks.clear();
    (history.marks || []).forEach(mark => this.mark(mark));
  }

  clear() {
    this.tiers.forEach(tier => {
      tier.rows = [];
    });
    this.marks.clear();
  }

  /** Adds rows that came since. False when the coarsest tier is full, and the history is wanted. */
  add(rows) {
    for (const row of rows) {
      for (const tier of this.tiers) {
        this.#into(tier, row);
      }
    }
    const coarsest = this.tiers[this.tiers.length - 1];
    for (const tier of this.tiers) {
      if (tier !== coarsest && tier.rows.length > MOST_ROWS) {
        tier.rows.splice(0, tier.rows.length - KEPT_ROWS);
      }
    }
    return this.tiers.length === 0 || coarsest.rows.length <= MOST_ROWS;
  }

  #into(tier, row) {
    const last = tier.rows[tier.rows.length - 1];
    if (last && row[0] < last[0]) {
      return;
    }
    if (last && row[0] === last[0] && !tier.binS) {
      // History and stream overlap.
      tier.rows[tier.rows.length - 1] = row.slice();
      return;
    }
    const bin = tier.binS > 0 ? Math.floor(row[0] / tier.binS) : NaN;
    if (last && tier.binS > 0 && Math.floor(last[0] / tier.binS) === bin) {
      row.forEach((value, i) => {
        const name = this.columns[i];
        if (name === 'downstreamMinKpa') {
          last[i] = extreme(Math.min, last[i], value);
        } else if (name === 'downstreamMaxKpa' || name === 'latenessMs') {
          last[i] = extreme(Math.max, last[i], value);
        } else {
          last[i] = value;
        }
      });
    } else {
      tier.rows.push(row.slice());
    }
  }

  mark(mark) {
    this.marks.set(`${mark.kind}|${mark.name}|${mark.phase}|${mark.simS.toFixed(2)}`, mark);
    if (this.marks.size > MOST_MARKS) {
      this.marks.delete(this.marks.keys().next().value);
    }
  }

  /** The time of the newest row, 0 before there is one. */
  end() {
    const rows = this.tiers.length > 0 ? this.tiers[0].rows : [];
    return rows.length > 0 ? rows[rows.length - 1][0] : 0;
  }

  /**
   * When the data begin, 0 before there are any. A bin is as late as its last row, so that of a
   * young run the finest tier tells, and of one that outgrew it a coarser one.
   */
  begin() {
    const firsts = this.tiers.filter(tier => tier.rows.length > 0).map(tier => tier.rows[0][0]);
    return firsts.length > 0 ? Math.min(...firsts) : 0;
  }

  /** The rows since `fromS`, from the finest tier that reaches back so far. */
  since(fromS) {
    const from = Math.max(fromS, this.begin());
    const tier = this.tiers.find(each => each.rows.length > 0 && each.rows[0][0] <= from + each.binS)
      || this.tiers[this.tiers.length - 1];
    if (!tier) {
      return [];
    }
    let first = 0;
    while (first < tier.rows.length - 1 && tier.rows[first + 1][0] < fromS) {
      first++;
    }
    return tier.rows.slice(first);
  }

  /** Columns of those rows by name, as the plots take them; null where nothing was measured. */
  column(rows, name) {
    const index = this.columns.indexOf(name);
    return rows.map(row => (index < 0 ? null : row[index]));
  }
}

function extreme(which, a, b) {
  return a === null ? b : b === null ? a : which(a, b);
}
