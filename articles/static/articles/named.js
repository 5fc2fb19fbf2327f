"use strict";
// The admin's drop-downs that are searched by typing have no name of their own: they get that of the field behind them.
document.addEventListener("DOMContentLoaded", () => {
  const name = () => {
    for (const box of document.querySelectorAll(".select2-selection")) {
      const field = box.closest(".select2-container").previousElementSibling;
      const label = field && field.labels && field.labels[0];
      const shown = box.querySelector(".select2-selection__rendered");
      if (!label || !shown) continue;
      label.id = label.id || `${shown.id}-label`;
      box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
      shown.setAttribute("aria-label", label.textContent.trim().replace(/:$/, ""));
    }
  };
  // Django draws the drop-downs when the page and each added row are ready; this comes after.
  setTimeout(name);
  document.addEventListener("formset:added", () => setTimeout(name));
});
