/* The question for consent: what was agreed to, and keeping the answer. */
(function () {
  "use strict";

  const form = document.forms.consent;
  const agreed = __md_get("__consent");
  const boxes = [...form.elements].filter((each) => each.name);

  if (agreed) {
    boxes.forEach((box) => {
      box.checked = agreed[box.name] || false;
    });
  } else if (location.protocol !== "file:") {
    setTimeout(() => {
      document.querySelector("[data-md-component=consent]").hidden = false;
    }, 250);
  }

  function answer(event) {
    event.preventDefault();
    if (event.type === "reset") boxes.forEach((box) => (box.checked = true));
    const names = [...new FormData(form).keys()];
    __md_set("__consent", Object.fromEntries(names.map((name) => [name, true])));
    location.hash = "";
    location.reload();
  }

  form.addEventListener("submit", answer);
  form.addEventListener("reset", answer);
})();
