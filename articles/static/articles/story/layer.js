// The layer behind the text: the same words with the same metrics, invisible but for the marks of the quotations.

export class Layer {
  /** `host` is the textarea, which is laid over the layer; or any element, whose place the layer takes. */
  constructor(host) {
    this.back = document.createElement("div");
    this.lines = [];
    this.lit = "";
    this.back.dir = host.dir || "auto";
    if (host.matches("textarea")) {
      const frame = document.createElement("div");
      frame.className = "copy";
      this.back.className = "behind";
      this.back.setAttribute("aria-hidden", "true");
      host.replaceWith(frame);
      frame.append(this.back, host);
      host.classList.add("over");
    } else {
      this.back.className = "copy behind read";
      host.replaceChildren(this.back);
    }
  }

  /** Show `text` with `marks`: [{id, css, spans}]. Only lines that differ are made anew. */
  show(text, marks) {
    const lines = lined(text, flat(marks));
    const old = this.lines, most = Math.min(old.length, lines.length);
    let head = 0, tail = 0;
    while (head < most && old[head].key === lines[head].key) head += 1;
    while (tail < most - head && old[old.length - 1 - tail].key === lines[lines.length - 1 - tail].key) tail += 1;
    for (const line of old.slice(head, old.length - tail)) line.element.remove();
    const fresh = lines.slice(head, lines.length - tail);
    const made = document.createDocumentFragment();
    for (const line of fresh) made.append((line.element = drawn(line)));
    const after = tail ? old[old.length - tail].element : null;
    this.back.insertBefore(made, after);
    this.lines = [...old.slice(0, head), ...fresh, ...old.slice(old.length - tail)];
    if (fresh.length) this.light(this.lit);
  }

  marks(id) {
    return this.back.querySelectorAll(`[data-quotes~="${CSS.escape(id)}"]`);
  }

  /** Bring out the marks of one quotation. */
  light(id) {
    for (const mark of this.back.querySelectorAll(".lit")) mark.classList.remove("lit");
    this.lit = id;
    if (id) for (const mark of this.marks(id)) mark.classList.add("lit");
  }
}

/** Return the stretches that marks cover, in order and apart: [start, end, css of the innermost, ids]. */
function flat(marks) {
  const spans = marks.flatMap(({ id, css, spans }) => spans.map(([start, end]) => ({ start, end, id, css })));
  const cuts = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const found = [];
  let open = [], next = 0;
  for (let n = 0; n + 1 < cuts.length; n += 1) {
    open = open.filter(({ end }) => end > cuts[n]);
    while (next < spans.length && spans[next].start <= cuts[n]) open.push(spans[next++]);
    if (!open.length) continue;
    const inner = open.reduce((a, b) => (b.end - b.start <= a.end - a.start ? b : a));
    found.push([cuts[n], cuts[n + 1], inner.css, open.map(({ id }) => id).join(" ")]);
  }
  return found;
}

function lined(text, stretches) {
  const lines = [];
  let at = 0, next = 0;
  for (const words of text.split("\n")) {
    const end = at + words.length, marks = [];
    while (next < stretches.length && stretches[next][1] <= at) next += 1;
    for (let n = next; n < stretches.length && stretches[n][0] < end; n += 1) {
      const [a, b, css, ids] = stretches[n];
      if (b > at) marks.push([Math.max(a, at) - at, Math.min(b, end) - at, css, ids]);
    }
    lines.push({ words, marks, key: marks.length ? `${words}\n${marks.join("|")}` : words });
    at = end + 1;
  }
  return lines;
}

function drawn({ words, marks }) {
  const line = document.createElement("div");
  let at = 0;
  for (const [start, end, css, ids] of marks) {
    if (start > at) line.append(words.slice(at, start));
    const mark = document.createElement("mark");
    mark.className = css;
    mark.dataset.quotes = ids;
    mark.textContent = words.slice(start, end);
    line.append(mark);
    at = end;
  }
  if (at < words.length) line.append(words.slice(at));
  if (!words) line.append(document.createElement("br"));
  return line;
}
