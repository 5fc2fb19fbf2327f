// Names suggested while a reader types in a search box. Without this script the box works as it does.
(() => {
  const WAIT = 200;
  const bare = (name) => name.normalize("NFD").replace(/\p{M}/gu, "");

  for (const box of document.querySelectorAll("input[data-suggest]")) {
    const list = document.createElement("datalist");
    list.id = `${box.id}-names`;
    box.after(list);
    box.setAttribute("list", list.id);
    let timer;
    let asked = "";

    const suggest = async () => {
      const words = box.value.trim();
      if (words.length < 2 || words === asked) return;
      asked = words;
      try {
        const answer = await fetch(`/search/suggestions/?q=${encodeURIComponent(words)}`);
        if (!answer.ok) return;
        const [, names, kinds] = await answer.json();
        if (words !== asked) return;
        // A browser offers what holds the letters that were typed; the name without accents is there for that.
        const label = (name, kind) => [bare(name), kind].filter((text) => text && text !== name).join(", ");
        list.replaceChildren(...names.map((name, n) => new Option(label(name, kinds[n]), name)));
      } catch {
        asked = "";
      }
    };

    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(suggest, WAIT);
    });
  }
})();
