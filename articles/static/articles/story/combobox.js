// A text field with suggestions (WAI-ARIA 1.2 combobox with a list). What is typed stays as typed until one is chosen.

let number = 0;

export class Combobox {
  /**
   * `find(typed)` resolves to options [{label, detail, ...}]; `choose(option)` is called with the one chosen;
   * `say(count)` tells how many were found.
   */
  constructor(field, { find, choose, say }) {
    Object.assign(this, { field, find, choose, say, options: [], active: -1, asked: 0 });
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = `suggestions-${(number += 1)}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.labels[0]?.textContent || field.name);
    field.after(this.list);
    field.removeAttribute("list");
    const given = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(given)) field.setAttribute(name, value);
    field.addEventListener("input", () => this.ask(150));
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => {
      const row = event.target.closest("[role='option']");
      event.preventDefault();
      if (row) this.take(Number(row.dataset.at));
    });
  }

  ask(wait = 0) {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const asked = (this.asked += 1);
      const options = await this.find(this.field.value.trim());
      if (asked === this.asked && document.activeElement === this.field) this.open(options);
    }, wait);
  }

  open(options) {
    this.options = options;
    this.list.replaceChildren(...options.map((option, at) => this.row(option, at)));
    this.list.hidden = !options.length;
    this.field.setAttribute("aria-expanded", String(options.length > 0));
    this.point(-1);
    this.say(options.filter((option) => !option.make).length);
  }

  row(option, at) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${at}`;
    row.dataset.at = at;
    row.className = option.make ? "make" : "";
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.append(option.label);
    if (option.detail) {
      const detail = document.createElement("span");
      detail.className = "detail";
      detail.textContent = option.detail;
      row.append(" ", detail);
    }
    return row;
  }

  point(at) {
    this.active = at;
    for (const row of this.list.children) row.setAttribute("aria-selected", String(Number(row.dataset.at) === at));
    if (at < 0) this.field.removeAttribute("aria-activedescendant");
    else {
      this.field.setAttribute("aria-activedescendant", this.list.children[at].id);
      this.list.children[at].scrollIntoView({ block: "nearest" });
    }
  }

  key(event) {
    const count = this.options.length, open = !this.list.hidden;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" && !open) this.ask();
    else if (event.key === "ArrowDown") this.point((this.active + 1) % count);
    else if (event.key === "ArrowUp" && open) this.point((this.active <= 0 ? count : this.active) - 1);
    else if (event.key === "Enter" && open && this.active >= 0) this.take(this.active);
    else if (event.key === "Escape" && open) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  take(at) {
    const option = this.options[at];
    this.close();
    this.choose(option);
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.list.hidden = true;
    this.options = [];
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}
