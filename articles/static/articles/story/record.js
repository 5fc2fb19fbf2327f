// The record beside the text: its cards, their keys, and putting in what the server has made of them.

import { Combobox } from "./combobox.js";

const FIELD = "input:not([type='hidden'], [type='checkbox']), textarea, select";

export class Record {
  /** `desk` does what a card asks for: act(name, card), save(), go(id), lit(id), say(text), words, found(typed). */
  constructor(desk) {
    this.desk = desk;
    document.addEventListener("focusin", (event) => this.arrived(event));
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("click", (event) => {
      const jump = event.target.closest("#record .jump");
      if (!jump) return;
      event.preventDefault();
      desk.go(jump.closest(".card").dataset.quote);
    });
    this.ready();
  }

  get root() {
    return document.getElementById("record");
  }

  get cards() {
    return [...this.root.querySelectorAll(".card[data-quote]")];
  }

  card(id) {
    return this.cards.find((card) => card.dataset.quote === String(id));
  }

  get current() {
    return this.root.querySelector(".card[tabindex='0']");
  }

  /** Make one card the way into the record. */
  ready(id) {
    const first = this.card(id) || this.cards.find((card) => "waits" in card.dataset) || this.cards[0];
    if (first) this.choose(first);
    const make = document.getElementById("make-quote");
    if (make) make.hidden = false;
  }

  choose(card) {
    for (const other of this.root.querySelectorAll(".card[tabindex='0']")) other.tabIndex = -1;
    card.tabIndex = 0;
    this.desk.lit(card.dataset.quote);
  }

  arrived(event) {
    const card = event.target.closest?.("#record .card[data-quote]");
    if (card) this.choose(card);
    const field = event.target;
    if (field.matches?.("#record .field-speaker input[list], #record .field-role input, #record .field-via input[list]")) this.assist(field);
  }

  focus(card) {
    card.focus();
    card.scrollIntoView({ block: "nearest" });
  }

  /** Bring a card into view where the record scrolls by itself; the page stays where it is. */
  reveal(card) {
    const pane = this.root, head = pane.querySelector(".record-head").offsetHeight;
    if (pane.scrollHeight <= pane.clientHeight) return;
    const top = card.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (top < head) pane.scrollTop += top - head;
    else if (top + card.offsetHeight > pane.clientHeight) pane.scrollTop += Math.min(top - head, top + card.offsetHeight - pane.clientHeight);
  }

  step(from, by) {
    const cards = this.cards;
    const next = cards[cards.indexOf(from) + by];
    if (next) this.focus(next);
  }

  /** Go to the next card after `from` that waits for a decision; stay where there is none. */
  onward(from) {
    const cards = this.cards, at = cards.indexOf(from);
    const next = [...cards.slice(at + 1), ...cards.slice(0, at)].find((card) => "waits" in card.dataset);
    if (next) this.focus(next);
  }

  key(event) {
    const card = event.target.closest?.("#record .card");
    if (!card || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches(FIELD)) {
      if (event.key === "Escape" && card.dataset.quote) this.focus(card);
      return;
    }
    if (card.dataset.quote && this.pressed(event.key, card, event.target === card)) event.preventDefault();
  }

  pressed(key, card, itself) {
    const button = (name) => card.querySelector(`button[name='${name}']`);
    const acts = {
      j: () => this.step(card, 1),
      k: () => this.step(card, -1),
      c: () => this.decide(button("_confirm"), card),
      x: () => this.decide(button("_reject"), card),
      s: () => this.enter(card.querySelector(".field-speaker input:not([type='hidden'])")),
      r: () => this.enter(card.querySelector(".field-role input:not([type='hidden'])")),
      g: () => this.desk.go(card.dataset.quote),
      e: () => this.unfold(card.querySelector("details")),
    };
    if (itself) Object.assign(acts, { ArrowDown: acts.j, ArrowUp: acts.k, Enter: acts.c });
    const act = acts[key.length === 1 ? key.toLowerCase() : key];
    if (act) act();
    return Boolean(act);
  }

  decide(button, card) {
    if (!button) return;
    const reason = card.querySelector(".field-reason input:not([type='hidden'])");
    if (card.dataset.state === "altered" && button.name === "_confirm" && reason && !reason.value.trim()) {
      this.enter(reason);
      return;
    }
    delete card.dataset.waits;
    card.classList.add("busy");
    this.onward(card);
    this.desk.act(button);
  }

  enter(field) {
    if (!field) return;
    field.focus();
    field.select?.();
  }

  unfold(details) {
    if (!details) return;
    details.open = !details.open;
    if (details.open) this.enter(details.querySelector("select, input:not([type='hidden']), textarea"));
  }

  /** Give a field its suggestions, when it is first entered. */
  assist(field) {
    if (field.getAttribute("role") === "combobox") return;
    const card = field.closest(".card"), { words } = this.desk;
    const known = field.list ? [...field.list.options].map((option) => ({ label: option.value, value: option.value })) : [];
    const kind = field.closest(".field-role") ? "role" : field.closest(".field-via") ? "via" : "speaker";
    const say = (count) => this.desk.say(count ? words.found.replace("%s", count) : words.nobody);
    const find = async (typed) => (kind === "role" ? roles(known, typed, words) : this.desk.found(typed, kind, known));
    const choose = (option) => {
      field.value = option.value;
      const made = card.querySelector(".field-new select");
      if (made && option.make) made.value = option.make;
      if (card.dataset.quote) this.desk.save(field);
    };
    new Combobox(field, { find, choose, say });
  }

  /** Put the server's record in place of this one; what is being typed, and where, stays. `sent` is what it knew. */
  replace(fresh, sent) {
    const old = this.root, focus = this.whereabouts(), typed = this.typed(sent);
    const open = [...old.querySelectorAll(".card details[open]")].map((d) => d.closest(".card").id);
    const keys = old.querySelector(".keys").open, top = old.scrollTop, chosen = this.current?.dataset.quote;
    old.replaceWith(document.adoptNode(fresh));
    for (const id of open) document.querySelector(`#${CSS.escape(id)} details`)?.setAttribute("open", "");
    this.root.querySelector(".keys").open = keys;
    this.ready(chosen);
    for (const { card, name, value } of typed) {
      const field = this.field(card, name);
      if (field) field.value = value;
    }
    this.root.scrollTop = top;
    const again = focus && (this.field(focus.card, focus.name) || this.card(focus.card));
    if (!again) return;
    again.focus({ preventScroll: true });
    if (focus.at !== null && again.setSelectionRange) again.setSelectionRange(focus.at, focus.at);
    if (again.matches("input, textarea") && again.value !== again.defaultValue) again.dispatchEvent(new Event("input", { bubbles: true }));
  }

  field(card, name) {
    if (!name) return null;
    const home = card ? this.card(card) : document.getElementById("new-quote");
    if (name.startsWith("_")) return home?.querySelector(`button[name='${name}']`);
    return home?.querySelector(`[name$='-${name}']:not([type='hidden'])`);
  }

  whereabouts() {
    const on = document.activeElement, card = on?.closest?.("#record .card");
    if (!card) return null;
    const name = (on.name || "").replace(/^quotes-\d+-/, "");
    const text = on.matches("input[type='text'], textarea");
    return { card: card.dataset.quote || "", name, at: text ? on.selectionStart : null };
  }

  /** Return the fields that were changed since `sent` went out. */
  typed(sent) {
    const late = [];
    for (const field of this.root.querySelectorAll(FIELD)) {
      if (!field.name || !sent.has(field.name) || sent.get(field.name) === lines(field.value)) continue;
      const card = field.closest(".card");
      late.push({ card: card?.dataset.quote || "", name: field.name.replace(/^quotes-\d+-/, ""), value: field.value });
    }
    return late;
  }

  /** Show errors [{field, text}] where they belong; return the ones that have no place here. */
  refuse(errors, form) {
    this.clear();
    let first = null;
    const rest = errors.filter(({ field, text }) => {
      const box = form.querySelector(`[name='${CSS.escape(field)}']:not([type='hidden'])`);
      const row = form.querySelector(`[name='${CSS.escape(`${field}-id`)}']`);
      const home = box?.closest(".card-field") || box?.closest(".form-row") || row?.closest(".card");
      if (!home) return true;
      const list = document.createElement("ul");
      list.className = "errorlist live";
      list.append(Object.assign(document.createElement("li"), { textContent: text }));
      if (row && !box) home.querySelector(".says").after(list);
      else home.prepend(list);
      home.closest("details")?.setAttribute("open", "");
      box?.setAttribute("aria-invalid", "true");
      first ||= box || row?.closest(".card");
      return false;
    });
    first?.focus();
    return rest;
  }

  clear() {
    for (const list of document.querySelectorAll(".errorlist.live")) list.remove();
    for (const card of this.root.querySelectorAll(".busy")) card.classList.remove("busy");
    for (const field of this.root.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  }
}

function lines(text) {
  return text.replace(/\r\n?/g, "\n");
}

function roles(known, typed, words) {
  const low = typed.toLowerCase();
  const found = known.filter(({ label }) => label.toLowerCase().includes(low));
  const exact = found.some(({ label }) => label.toLowerCase() === low);
  return typed && !exact ? [...found, { label: words.new_role.replace("%s", typed), value: typed, make: "role" }] : found;
}
