// Ask the browser where it is, and send that with the form. Searching does the same without script.
(() => {
  const form = document.querySelector("[data-here]");
  if (!form || !navigator.geolocation) return;
  const said = form.querySelector("[role=status]");
  const fields = form.elements;

  form.addEventListener("submit", (event) => {
    if (fields.breedte.value) return;
    event.preventDefault();
    said.textContent = said.dataset.waiting;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        fields.breedte.value = coords.latitude.toFixed(5);
        fields.lengte.value = coords.longitude.toFixed(5);
        form.requestSubmit();
      },
      () => {
        said.textContent = said.dataset.refused;
      },
      { timeout: 15000, maximumAge: 60000 },
    );
  });
  form.hidden = false;
})();
