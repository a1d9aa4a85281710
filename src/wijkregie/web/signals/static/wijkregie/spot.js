// Tap an area or a spot on the map. The list above the map does the same without script.
(() => {
  const map = document.querySelector("[data-spot]");
  if (!map) return;
  const field = (name) => document.querySelector(`#id_${name}`);
  const [list, x, y] = ["area", "x", "y"].map(field);
  const dot = map.querySelector(".wr-spot__dot");
  const said = map.parentElement.querySelector(".wr-spot__said");
  const exact = "exact" in map.dataset;

  const show = (code) => {
    for (const area of map.querySelectorAll("[data-code]")) {
      area.toggleAttribute("data-chosen", area.dataset.code === code);
    }
  };
  const mark = (spot) => {
    if (!dot) return;
    dot.setAttribute("r", spot ? 14 : 0);
    dot.setAttribute("cx", spot ? spot.x : 0);
    dot.setAttribute("cy", spot ? spot.y : 0);
    x.value = spot ? Math.round(Number(map.dataset.left) + spot.x * map.dataset.metres) : "";
    y.value = spot ? Math.round(Number(map.dataset.top) - spot.y * map.dataset.metres) : "";
  };

  map.addEventListener("click", (tap) => {
    const area = tap.target.closest("[data-code]");
    if (!area) return;
    list.value = area.dataset.code;
    show(area.dataset.code);
    if (exact) {
      const at = new DOMPoint(tap.clientX, tap.clientY);
      mark(at.matrixTransform(map.getScreenCTM().inverse()));
    }
    const name = list.selectedOptions[0].text;
    said.textContent = `${said.dataset.said} ${name}. ${exact ? said.dataset.spotSaid : ""}`;
  });
  list.addEventListener("change", () => {
    show(list.value);
    mark(null);
    said.textContent = "";
  });
  map.classList.add("wr-spot--live");
  map.parentElement.querySelector(".wr-spot__tap").hidden = false;
})();
