// While somebody divides: what is left. Without script the button under the ballot tells it.
(() => {
  const box = document.querySelector("[data-all]");
  if (!box) return;
  const form = box.closest("form");
  const said = box.querySelector("output");
  const write = (left) => ("money" in box.dataset ? `€ ${(left / 100).toLocaleString("nl-NL")}` : left);
  const worth = (one) => {
    if (one.type === "checkbox") return one.checked ? Number(one.dataset.counts) : 0;
    return Number(one.value) || 0;
  };
  const count = () => {
    const used = [...form.querySelectorAll("[data-counts]")].reduce((sum, one) => sum + worth(one), 0);
    const left = box.dataset.all - used;
    said.textContent = box.dataset[left < 0 ? "over" : "left"].replace("#", write(Math.abs(left)));
    box.classList.toggle("wr-purse--over", left < 0);
  };
  form.addEventListener("input", count);
  count();
})();
