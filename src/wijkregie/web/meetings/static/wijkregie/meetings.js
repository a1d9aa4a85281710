// Work through an agenda by keyboard: what each key does stands on the page itself, beside the key.
(() => {
  const help = document.querySelector(".wr-keys");
  if (!help) return;
  const kept = "wijkregie.keys";
  const on = help.querySelector("[data-keys-on]");
  help.hidden = false;
  on.checked = localStorage.getItem(kept) !== "off";
  on.addEventListener("change", () => localStorage.setItem(kept, on.checked ? "on" : "off"));

  const typing = (node) => node.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  const here = () => document.querySelector(".wr-agenda__link[aria-current]");

  const go = (step) => {
    const links = [...document.querySelectorAll(".wr-agenda__link")];
    const next = links[links.indexOf(here()) + step];
    if (next) next.click();
  };
  const reach = (where) => {
    const found = document.querySelector(where);
    if (!found) return;
    for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    found.focus();
    found.scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (press) => {
    if (press.key === "Escape" && typing(press.target)) {
      (here() || document.body).focus();
      return;
    }
    const plain = !(press.ctrlKey || press.metaKey || press.altKey);
    if (!on.checked || !plain || typing(press.target)) return;
    const key = help.querySelector(`[data-key="${CSS.escape(press.key)}"]`);
    if (!key) return;
    press.preventDefault();
    if (key.dataset.step) go(Number(key.dataset.step));
    else reach(key.dataset.to);
  });
})();
