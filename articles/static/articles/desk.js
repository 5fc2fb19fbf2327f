"use strict";
// The role of a quotation is looked up among those of its speaker, whom the editor may just have chosen.
document.addEventListener("DOMContentLoaded", () => {
  const $ = window.django && window.django.jQuery;
  if (!$) return;
  // Not on "change": the admin fires that for every select while the page loads.
  $(document).on("select2:select select2:clear", "select[name$='-speaker_person'], select[name='speaker_person']", (event) => {
    const role = document.getElementById(event.target.id.replace(/speaker_person$/, "role"));
    if (!role) return;
    const address = role.getAttribute("data-ajax--url").split("?")[0];
    const narrowed = event.target.value ? `${address}?person=${encodeURIComponent(event.target.value)}` : address;
    $(role).select2("destroy").val(null);
    role.setAttribute("data-ajax--url", narrowed);
    $(role).removeData().djangoAdminSelect2();
  });
  // The ordinary keys of writing: save with Ctrl+S or ⌘S, as the page's hint says.
  document.addEventListener("keydown", (event) => {
    const save = document.querySelector(".submit-row input[name='_continue']");
    if (save && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      save.click();
    }
  });
});
