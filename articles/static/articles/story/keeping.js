// A copy of what is typed, in this browser, until the server has it.

const FIELDS = ["headline", "summary", "body"];

export class Keeper {
  /** `key` names story and editor, `version` is the one that the page shows; `fresh` is the key of new stories. */
  constructor(form, { key, fresh, version }) {
    this.form = form;
    this.key = `story:${key}`;
    this.version = version;
    if (fresh !== key) this.settle(`story:${fresh}`);
  }

  typed() {
    return Object.fromEntries(FIELDS.map((name) => [name, this.form.elements[name]?.value ?? ""]));
  }

  /** Keep what is in the form; `sent` says that it is on its way as a page. */
  keep(sent = false) {
    const version = Number(this.form.elements.opened?.value || 0);
    try {
      localStorage.setItem(this.key, JSON.stringify({ ...this.typed(), at: new Date().toISOString(), version, sent }));
    } catch {
      // A full or forbidden store: the form itself still has the text.
    }
  }

  drop() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // As above.
    }
  }

  /** Drop the copy of a new story that this page is. */
  settle(key) {
    try {
      if (JSON.parse(localStorage.getItem(key) || "null")?.body === this.typed().body) localStorage.removeItem(key);
    } catch {
      // As above.
    }
  }

  /** Return what was kept and is not what the form shows; null where there is nothing. */
  left() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) || "null");
      const now = this.typed();
      const arrived = kept?.sent && this.version > kept.version && this.version;
      if (kept && !arrived && FIELDS.some((name) => typeof kept[name] === "string" && kept[name] !== now[name])) return kept;
    } catch {
      return null;
    }
    this.drop();
    return null;
  }

  /** Put what was kept into the form. */
  take(kept) {
    for (const name of FIELDS) {
      const field = this.form.elements[name];
      if (!field || typeof kept[name] !== "string") continue;
      field.value = kept[name];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}
