// Plain functions on text. The desk counts code points, as the server does; the browser counts UTF-16 units.

const ASTRAL = /[\u{10000}-\u{10FFFF}]/gu;

/** Return converters between the code points and the units of `text`. */
export function counted(text) {
  const wide = [...text.matchAll(ASTRAL)].map((match) => match.index);
  const before = (limit, of) => {
    let low = 0, high = wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (of(wide[middle], middle) < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    point: (unit) => unit - before(unit, (at) => at),
    unit: (point) => point + before(point, (at, n) => at - n),
  };
}

/** Return what changed between two texts: `removed` units at `at` became `added` units. */
export function edit(old, now) {
  const most = Math.min(old.length, now.length);
  let at = 0;
  while (at < most && old.charCodeAt(at) === now.charCodeAt(at)) at += 1;
  let tail = 0;
  while (tail < most - at && old.charCodeAt(old.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail)) tail += 1;
  return { at, removed: old.length - at - tail, added: now.length - at - tail };
}

/** Return where the stretch [start, end) is after an edit; what is typed inside it belongs to it, beside it does not. */
export function carried([start, end], { at, removed, added }) {
  const stop = at + removed, shift = added - removed;
  if (stop <= start) return [start + shift, end + shift];
  if (at >= end) return [start, end];
  if (at >= start && stop <= end) return [start, end + shift];
  if (at <= start && stop >= end) return [at, at];
  return at < start ? [at + added, end + shift] : [start, at];
}

const OPENING = "\"“„«‹‘‚'", CLOSING = "\"”“»›’'";

/** Return [start, end, kind] of the words selected: without spaces and marks around them; direct if marks stand there. */
export function quoted(text, start, end) {
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  let marked = OPENING.includes(text[start - 1] || " ") && CLOSING.includes(text[end] || " ");
  if (end - start > 2 && OPENING.includes(text[start]) && CLOSING.includes(text[end - 1])) {
    [start, end, marked] = [start + 1, end - 1, true];
  }
  if (marked) return [start, end, "direct"];
  return [start, end, /["“”„«»]/.test(text.slice(start, end)) ? "mixed" : "indirect"];
}
