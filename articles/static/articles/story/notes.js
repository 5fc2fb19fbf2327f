// What the page says of its saving, and what it offers where something was not saved.

export class Notes {
  /** `desk` has the words, the form's state, and what the buttons do. */
  constructor(desk) {
    this.desk = desk;
    this.words = desk.words;
  }

  line(text, css = "") {
    const line = document.getElementById("saved-line");
    line.textContent = text;
    line.className = `status-line ${css}`;
  }

  say(text) {
    const line = document.getElementById("record-status");
    if (line) line.textContent = text;
  }

  /** Offer what this browser has kept of an earlier visit. */
  offer() {
    const { keeper } = this.desk, kept = keeper.left();
    if (!kept) return;
    const note = document.createElement("p");
    note.className = "newer";
    const done = (act) => () => (act(), note.remove());
    const at = new Date(kept.at).toLocaleString(document.documentElement.lang);
    note.append(
      `${this.words.kept.replace("%s", at)} `,
      button(this.words.take, done(() => keeper.take(kept))), " ",
      button(this.words.drop, done(() => keeper.drop())),
    );
    document.getElementById("company").append(note);
  }

  /** Say that a colleague has saved, and offer both texts, or theirs where there is none of one's own. */
  newer(who) {
    const note = document.getElementById("newer") || document.createElement("p");
    note.id = "newer";
    note.className = "newer";
    const { desk } = this, { dirty } = desk;
    const act = () => (dirty ? desk.plainly() : location.reload());
    note.replaceChildren(`${who} `, button(dirty ? this.words.both : this.words.reload, act));
    document.getElementById("company").append(note);
  }
}

function button(text, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "act", textContent: text });
  made.addEventListener("click", act);
  return made;
}
