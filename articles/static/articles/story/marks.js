// The quotations in the text: where their words are while it is typed, and how they are shown.

import { Layer } from "./layer.js";
import { Tracker } from "./tracker.js";

const SHOWN = ["suggested", "confirmed", "altered"];

export class Marks {
  /** `cards()` returns the record's cards as they are now. */
  constructor(body, cards) {
    this.body = body;
    this.cards = cards;
    this.tracker = new Tracker(body.value);
    this.layer = new Layer(body);
  }

  /** Take the places of quotations from the cards, and those of findings from the page, as the server has just said. */
  follow(base = this.body.value) {
    this.tracker.move(this.body.value);
    this.tracker.forget(() => true);
    for (const card of this.cards()) {
      const { quote, spans, words, state } = card.dataset;
      if (SHOWN.includes(state)) this.tracker.follow(quote, JSON.parse(spans), words, base);
    }
    for (const [n, finding] of document.querySelectorAll("[data-start][data-end]").entries()) {
      if ((finding.dataset.field || "body") !== "body") continue;
      finding.dataset.found = `finding-${n}`;
      this.tracker.follow(`finding-${n}`, [[Number(finding.dataset.start), Number(finding.dataset.end)]], undefined, base);
    }
    this.draw();
  }

  draw() {
    const marks = this.cards().filter((card) => this.tracker.items.has(card.dataset.quote)).map((card) => {
      const id = card.dataset.quote, hue = card.className.match(/hue-\d/)?.[0], kind = card.className.match(/kind-\w+/)?.[0];
      const state = this.tracker.verbatim(id) ? card.dataset.state : "altered";
      return { id, css: `${hue} ${kind} is-${state}`, spans: this.tracker.spans(id) };
    });
    this.layer.show(this.body.value, marks);
  }

  lit(id) {
    this.layer.light(id);
  }

  /** Select the words of a quotation or finding in the text. */
  go(key) {
    const spans = this.tracker.spans(key);
    if (!spans.length) return false;
    this.select(this.body, spans[0][0], spans.at(-1)[1]);
    const mark = this.layer.marks(key)[0];
    if (mark) mark.scrollIntoView({ block: "center" });
    return true;
  }

  select(field, start, end) {
    field.focus();
    field.setSelectionRange(start, end);
  }

  /** Take the text as it is typed now. */
  typed() {
    this.tracker.move(this.body.value);
    this.draw();
  }

  /** Return the key of the innermost quotation at the caret, among those that `test` takes. */
  at(test) {
    return this.tracker.at(this.body.selectionStart, test);
  }
}
