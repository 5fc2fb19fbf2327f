// The story page. Without this script it is a form, and everything can be done with it.

import { Desk } from "./desk.js";
import { Layer } from "./layer.js";
import { stayInTouch } from "./presence.js";
import { name } from "./stock.js";
import { counted } from "./text.js";

const settings = JSON.parse(document.getElementById("story-settings").textContent);
const form = document.getElementById("article_form");
document.documentElement.classList.add("scripted");

/** Show the marks in a text that is only read. */
function readOnly() {
  const host = document.querySelector("#text .field-body .readonly"), text = settings.body;
  if (!host || typeof text !== "string") return;
  const layer = new Layer(host), { unit } = counted(text);
  const cards = [...document.querySelectorAll("#record .card[data-quote]")];
  const shown = cards.filter((card) => ["suggested", "confirmed"].includes(card.dataset.state));
  layer.show(text, shown.map((card) => ({
    id: card.dataset.quote,
    css: `${card.className.match(/hue-\d/)} ${card.className.match(/kind-\w+/)} is-${card.dataset.state}`,
    spans: JSON.parse(card.dataset.spans).map(([a, b]) => [unit(a), unit(b)]),
  })));
  const look = (card) => {
    layer.light(card.dataset.quote);
    layer.marks(card.dataset.quote)[0]?.scrollIntoView({ block: "nearest" });
  };
  for (const card of cards) {
    card.tabIndex = 0;
    card.addEventListener("focus", () => look(card));
  }
}

const desk = form?.elements.body ? new Desk(form, settings) : null;
if (!desk) readOnly();
if (settings.presence) {
  stayInTouch({
    address: settings.presence,
    form,
    version: () => Number(form?.elements.opened?.value || settings.version),
    show: ({ others, newer }) => {
      const company = document.getElementById("company");
      const note = document.getElementById("newer"), offers = [...company.querySelectorAll(".newer:not(#newer)")];
      const lines = others.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
      company.replaceChildren(...lines, ...offers, ...(note ? [note] : []));
      if (newer && desk && !note) desk.notes.newer(newer);
    },
  });
}
// After the admin's own scripts, which wait for this too.
window.django?.jQuery?.(() => name());
document.addEventListener("formset:added", () => name());
