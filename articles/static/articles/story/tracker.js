// Where the words of quotations and findings are while the text is being typed. The server decides again at each save.

import { carried, counted, edit } from "./text.js";

export class Tracker {
  constructor(text) {
    this.text = text;
    this.items = new Map();
  }

  /** Follow the stretches `points` (pairs of code points into `base`, by default the present text) under `key`. */
  follow(key, points, words, base = this.text) {
    const { unit } = counted(base);
    const change = base === this.text ? null : edit(base, this.text);
    const spans = points.map(([a, b]) => [unit(a), unit(b)]);
    this.items.set(key, { key, words, spans: change ? spans.map((span) => carried(span, change)) : spans });
  }

  forget(test) {
    for (const key of [...this.items.keys()]) if (test(key)) this.items.delete(key);
  }

  /** Take the text as it is now. */
  move(text) {
    if (text === this.text) return;
    const change = edit(this.text, text);
    this.text = text;
    const put = text.slice(change.at, change.at + change.added);
    for (const item of this.items.values()) {
      item.spans = item.spans.map((span) => carried(span, change));
      if (item.spans.every(([a, b]) => a === b)) this.restore(item, put, change.at);
    }
  }

  /** Words that were taken out are there again where they are put back: undo, or cut and paste. */
  restore(item, put, at) {
    const place = item.words ? put.indexOf(item.words) : -1;
    if (place < 0 || put.indexOf(item.words, place + 1) >= 0) return;
    item.spans = [[at + place, at + place + item.words.length]];
  }

  /** Return the item's spans in units, or none where it is gone. */
  spans(key) {
    return (this.items.get(key)?.spans || []).filter(([a, b]) => b > a);
  }

  /** Whether the words of the item stand there to the letter. */
  verbatim(key) {
    const item = this.items.get(key);
    return item.words === undefined || item.spans.map(([a, b]) => this.text.slice(a, b)).join(" … ") === item.words;
  }

  /** Return the key of the innermost item at a place of the text, among those that `test` takes. */
  at(place, test) {
    let best = null, size = Infinity;
    for (const [key, item] of this.items) {
      if (!test(key)) continue;
      for (const [a, b] of item.spans) if (a <= place && place <= b && b - a < size) [best, size] = [key, b - a];
    }
    return best;
  }
}
