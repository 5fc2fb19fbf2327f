// Names for what the admin's own widgets leave unnamed: its drop-downs with a search box, and the cells of its tables.

export function name(root = document) {
  for (const head of root.querySelectorAll("th.original:empty")) {
    head.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: "–" }));
  }
  for (const field of root.querySelectorAll(".tabular td :is(input:not([type='hidden']), select, textarea)")) {
    if (!field.labels?.length && !field.hasAttribute("aria-label")) field.setAttribute("aria-label", column(field));
  }
  for (const box of root.querySelectorAll(".select2-selection")) {
    const select = box.closest(".select2-container").previousElementSibling, label = select?.labels?.[0];
    const text = (label?.textContent || select?.getAttribute("aria-label") || "").trim().replace(/:$/, "");
    const shown = box.querySelector(".select2-selection__rendered");
    for (const part of [box, shown, box.querySelector(".select2-search__field")]) part?.setAttribute("aria-label", text);
    if (!label || !shown.id) continue;
    label.id ||= `${shown.id}-label`;
    box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
  }
}

function column(field) {
  const cell = field.closest("td"), table = cell.closest("table");
  return table.tHead?.rows[0]?.cells[cell.cellIndex]?.textContent.trim() || field.name;
}
