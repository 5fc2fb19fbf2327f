"use strict";
// The focal point of a photo is chosen by a click on it; the fields beside it say the same in numbers.
document.addEventListener("DOMContentLoaded", () => {
  const focus = document.querySelector(".focus");
  const x = document.getElementById("id_focal_x");
  const y = document.getElementById("id_focal_y");
  if (!focus || !x || !y) return;
  const picture = focus.querySelector("img.preview");
  const point = focus.querySelector(".point");
  const file = document.getElementById("id_file");
  let later;
  const share = (field) => Math.min(Math.max(Number(field.value) || 0, 0), 1);

  const show = () => {
    point.hidden = picture.hidden;
    point.style.left = `${100 * share(x)}%`;
    point.style.top = `${100 * share(y)}%`;
    clearTimeout(later);
    later = setTimeout(() => {
      for (const crop of focus.querySelectorAll("img[data-shape]")) {
        const wanted = new URLSearchParams({ shape: crop.dataset.shape, x: share(x), y: share(y) });
        const address = `${focus.dataset.address}?${wanted}`;
        if (crop.getAttribute("src") !== address) crop.src = address;
      }
    }, 250);
  };
  picture.classList.add("choosing");
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    x.value = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1).toFixed(3);
    y.value = Math.min(Math.max((event.clientY - box.top) / box.height, 0), 1).toFixed(3);
    show();
  });
  for (const field of [x, y]) field.addEventListener("input", show);
  // A file that was just chosen is shown before it is sent; its crops can only be made once it has been.
  if (file) {
    file.addEventListener("change", () => {
      if (!file.files.length) return;
      picture.src = URL.createObjectURL(file.files[0]);
      picture.hidden = false;
      for (const crop of focus.querySelectorAll(".crop, .quiet")) crop.remove();
      show();
    });
  }
  show();
});
