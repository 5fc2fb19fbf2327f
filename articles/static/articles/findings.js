"use strict";
// A link of a finding selects the words in their field. Offsets are code points; a field counts UTF-16 units.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-field]");
  const field = link && document.getElementById(`id_${link.dataset.field}`);
  if (!field) return;
  event.preventDefault();
  const chosen = field.classList.contains("select2-hidden-accessible") ? field.parentElement.querySelector(".select2-selection") : field;
  chosen.focus();
  chosen.scrollIntoView({ block: "center" });
  if (!link.dataset.start || !field.setSelectionRange) return;
  const letters = Array.from(field.value);
  const units = (count) => letters.slice(0, count).join("").length;
  const start = units(Number(link.dataset.start));
  field.setSelectionRange(start, units(Number(link.dataset.end)));
  field.scrollTop = (field.scrollHeight * start) / Math.max(field.value.length, 1) - field.clientHeight / 2;
});
