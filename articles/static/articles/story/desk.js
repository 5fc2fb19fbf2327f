// What the page does: one queue of saves, the marks behind the text, autosave, and what is said of it all.

import { Keeper } from "./keeping.js";
import { Marks } from "./marks.js";
import { Notes } from "./notes.js";
import { Record } from "./record.js";
import { Refused, fetched, needsWhole, parcel, post } from "./saving.js";
import { counted, quoted } from "./text.js";

const PAUSE = 3_000, AT_LEAST = 15_000, AGAIN = 15_000;

export class Desk {
  constructor(form, settings) {
    Object.assign(this, { form, settings, words: settings.words, queue: Promise.resolve(), waiting: 0, decisions: [] });
    Object.assign(this, { typed: 0, saved: 0, since: 0, rest: 0, paused: "", away: false });
    this.body = form.elements.body;
    this.marks = new Marks(this.body, () => this.record?.cards || []);
    this.notes = new Notes(this);
    this.keeper = new Keeper(form, settings);
    this.record = document.getElementById("record") ? new Record(this) : null;
    this.marks.follow();
    this.notes.offer();
    this.listen();
  }

  listen() {
    this.form.addEventListener("input", (event) => this.wrote(event.target));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("selectionchange", () => this.caret());
    addEventListener("online", () => this.autosave());
    addEventListener("beforeunload", (event) => {
      if ((this.dirty || this.rest || this.waiting) && !this.away) event.preventDefault();
    });
  }

  /** Whether something of the text is not saved; `rest` counts what was typed elsewhere, which no autosave sends. */
  get dirty() {
    return this.typed !== this.saved;
  }

  // What the record asks for.

  lit(id) {
    this.marks.lit(id);
  }

  go(id) {
    if (!this.marks.go(id)) this.say(this.words.gone);
  }

  say(text) {
    this.notes.say(text);
  }

  caret() {
    if (document.activeElement !== this.body || !this.record) return;
    const id = this.marks.at((key) => this.record.card(key));
    const card = id && this.record.card(id);
    if (!card || card === this.record.current) return;
    this.record.choose(card);
    this.record.reveal(card);
  }

  // Writing and saving.

  wrote(field) {
    if (field === this.body) this.marks.typed();
    if (!field.name) return;
    if (field.matches("#record *, .inline-group *, [name^='new_photo'], [name='remark'], [name='assignee']")) {
      this.rest += 1;
      return;
    }
    this.typed += 1;
    this.since ||= Date.now();
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.dirty && this.keeper.keep(), 400);
    if (!this.paused) this.notes.line(this.words.unsaved);
    this.later(Math.max(0, Math.min(PAUSE, this.since + AT_LEAST - Date.now())));
  }

  later(wait) {
    clearTimeout(this.timer);
    if (this.settings.autosave) this.timer = setTimeout(() => this.autosave(), wait);
  }

  autosave() {
    if (this.paused || !this.since || !this.settings.autosave) return;
    if (this.waiting) this.later(500);
    else this.send({ _autosave: "1" });
  }

  /** Save in the background, after what is being saved now; `extra` is the button that was pressed. */
  send(extra = {}, from = null) {
    this.waiting += 1;
    this.form.dataset.saving = "";
    clearTimeout(this.timer);
    this.queue = this.queue.then(() => this.sendNow(extra, from)).finally(() => {
      this.waiting -= 1;
      if (!this.waiting) delete this.form.dataset.saving;
    });
    return this.queue;
  }

  async sendNow(extra, from) {
    if (this.paused) return;
    const quiet = "_autosave" in extra, decisions = quiet ? [] : this.decisions.splice(0);
    const known = new Set((this.record?.cards || []).map((card) => card.dataset.quote));
    const data = parcel(this.form, extra, quiet), mark = this.typed, began = this.since, rest = this.rest;
    for (const { name, value } of decisions) data.append(name, value);
    this.since = 0;
    this.notes.line(this.words.saving);
    try {
      const answer = await post(this.form, data);
      this.took(answer, mark);
      if (!quiet) this.rest -= rest;
      if (this.waiting === 1 || extra._made) await this.refresh(answer, data, quiet);
      const made = Object.keys(answer.quotes).filter((id) => !known.has(id));
      if (extra._made && made.length) this.record?.enter(this.record.field(made.at(-1), "speaker"));
      if (answer.said) this.notes.say(answer.said);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      this.since = began || (this.dirty ? Date.now() : 0);
      if (refused.why === "errors" && decisions.length > 1) this.oneByOne(decisions);
      else this.refusedBy(refused, quiet, from);
    }
  }

  /** One of several decisions was refused, and with it all: the others are made without it. */
  oneByOne(decisions) {
    for (const button of decisions) this.send({ [button.name]: button.value }, button);
  }

  took({ version, saved }, mark) {
    this.form.elements.opened.value = version;
    document.querySelector(".conflict")?.remove();
    this.saved = mark;
    this.record?.clear();
    if (!this.dirty) {
      clearTimeout(this.keeping);
      this.keeper.drop();
      this.since = 0;
    }
    this.notes.line(this.words.saved.replace("%s", saved), "good");
    document.getElementById("newer")?.remove();
  }

  /** Show what the save has made of the record; a save that changed no quotation's state leaves the cards alone. */
  async refresh({ quotes }, sent, quiet) {
    const same = (card) => quotes[card.dataset.quote]?.state === card.dataset.state;
    const cards = this.record?.cards || [], base = sent.get("body").replace(/\r\n?/g, "\n");
    if (quiet && cards.every(same) && cards.length === Object.keys(quotes).length) {
      for (const card of cards) card.dataset.spans = JSON.stringify(quotes[card.dataset.quote].spans);
      return this.marks.follow(base);
    }
    const page = await fetched(), fresh = page?.getElementById("record");
    if (fresh && this.record) this.record.replace(fresh, sent);
    for (const part of document.querySelectorAll("[data-live][id]")) {
      const now = page?.getElementById(part.id);
      if (now) part.replaceChildren(...document.adoptNode(now).childNodes);
    }
    return this.marks.follow(base);
  }

  refusedBy({ why, answer }, quiet, from) {
    this.record?.clear();
    if (why === "conflict") return this.pause(answer.conflict);
    if (why === "errors") {
      const rest = quiet ? answer.errors : this.record?.refuse(answer.errors, this.form) || answer.errors;
      const said = (rest.length ? rest : answer.errors).map(({ text }) => text).join(" ");
      return this.notes.line(this.words.refused.replace("%s", said), "bad");
    }
    this.keeper.keep();
    this.notes.line(this.words[why], "bad");
    if (why === "offline" && from && navigator.onLine) return this.plainly(from);
    this.later(AGAIN);
    return undefined;
  }

  /** Somebody was quicker: stop saving, and say who; nothing is lost. */
  pause(who) {
    this.paused = who;
    this.keeper.keep();
    this.notes.line(this.words.refused.replace("%s", who), "bad");
    this.notes.newer(who);
  }

  /** Send the form as a page, by its first button or by the one given. */
  plainly(button = this.form.querySelector("button[name='_continue']")) {
    this.away = true;
    this.form.requestSubmit(button);
  }

  submitted(event) {
    const name = event.submitter?.name, inside = event.submitter?.closest("#record, .default-act");
    const background = this.settings.version && !this.away && !this.paused && !needsWhole(this.form);
    if (background && (inside || ["_confirm", "_reject", "_find_quotes"].includes(name))) {
      event.preventDefault();
      this.act(event.submitter);
      return;
    }
    this.away = true;
    if (this.dirty) this.keeper.keep(true);
  }

  /** Do what a button asks for; where a colleague was quicker, or rows below are new, by sending the whole page. */
  act(button) {
    if (this.paused || needsWhole(this.form)) return this.plainly(button);
    if (!["_confirm", "_reject"].includes(button.name)) return this.send({ [button.name]: button.value }, button);
    // Those that are made while another is being saved go together.
    return this.decisions.push(button) > 1 ? this.queue : this.send({}, button);
  }

  save() {
    if (this.paused) this.notes.newer(this.paused);
    else this.send();
  }

  /** Ctrl+S. */
  saveAll() {
    if (this.settings.version && !this.paused && !needsWhole(this.form)) this.send({ _continue: "1" });
    else this.plainly();
  }

  // A quotation out of the words selected.

  make() {
    const [start, end, kind] = quoted(this.body.value, this.body.selectionStart, this.body.selectionEnd);
    const home = document.getElementById("new-quote");
    if (end <= start || !home) return this.notes.say(this.words.select);
    const { point } = counted(this.body.value);
    const values = { spans: `${point(start)}-${point(end)}`, words: this.body.value.slice(start, end), kind, decision: "" };
    for (const [name, value] of Object.entries(values)) home.querySelector(`[name$='-${name}']`).value = value;
    if (!this.settings.version) return home.setAttribute("open", "");
    return this.send({ _made: "1" });
  }

  // What is asked for.

  async found(typed, kind, known) {
    const address = `${this.settings.speakers}?q=${encodeURIComponent(typed)}`;
    const near = known.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())).slice(0, 8);
    try {
      const { found, may_add } = await (await fetch(address, { credentials: "same-origin" })).json();
      const rows = found.filter((row) => kind === "speaker" || row.kind === "source");
      const options = rows.map(({ name, value, detail }) => ({ label: name, value, detail }));
      const make = kind === "speaker" && typed ? may_add : [];
      return [...options, ...make.map((what) => ({ label: this.words[`new_${what}`].replace("%s", typed), value: typed, make: what }))];
    } catch {
      return near;
    }
  }

  clicked(event) {
    if (event.target.closest("#make-quote")) this.make();
    const finding = event.target.closest("[data-start][data-end]");
    if (!finding || event.target.closest("button, input, select, textarea, summary")) return;
    const field = this.form.elements[finding.dataset.field || "body"];
    if (!field?.setSelectionRange) return;
    event.preventDefault();
    if (finding.dataset.found) this.marks.go(finding.dataset.found);
    else {
      const { unit } = counted(field.value);
      this.marks.select(field, unit(Number(finding.dataset.start)), unit(Number(finding.dataset.end)));
    }
  }

  key(event) {
    const { code, altKey: alt, shiftKey: shift } = event, control = event.ctrlKey || event.metaKey;
    if (control && !alt && !shift && event.key.toLowerCase() === "s") this.saveAll();
    else if (alt && !control && !shift && code === "KeyQ") this.make();
    else if ((alt && !control && code === "Digit1") || (event.key === "F6" && this.inRecord())) this.body.focus();
    else if ((alt && !control && code === "Digit2") || event.key === "F6") this.record?.current?.focus();
    else return;
    event.preventDefault();
  }

  inRecord() {
    return Boolean(document.activeElement?.closest("#record"));
  }
}
