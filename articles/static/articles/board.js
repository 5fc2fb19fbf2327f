"use strict";
// The box of the board: copy pasted anywhere on the page, files dropped on it, Ctrl+Enter. Without this it is a form.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("take-in");
  if (!box) return;
  const copy = box.querySelector("#copy");
  const files = box.querySelector("#files");
  const send = box.querySelector("button.default");
  box.querySelectorAll(".keys [hidden]").forEach((hint) => { hint.hidden = false; });

  const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  box.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    box.classList.add("over");
  });
  box.addEventListener("dragleave", (event) => {
    if (!box.contains(event.relatedTarget)) box.classList.remove("over");
  });
  box.addEventListener("drop", (event) => {
    box.classList.remove("over");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
    send.focus();
  });
  // A file that misses the box would replace the page, and what is typed on it.
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (carriesFiles(event)) event.preventDefault();
    });
  }

  copy.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      box.requestSubmit(send);
    }
  });
  // No letter of its own leads here: who speaks to the computer would set it off. To paste is what everybody comes for.
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData && event.clipboardData.getData("text/plain");
    if (!text || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    copy.value += text;
    copy.focus();
  });
  // Sent once, however often it is clicked.
  box.addEventListener("submit", (event) => {
    if (box.dataset.sent) event.preventDefault();
    box.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => { delete box.dataset.sent; });
});
