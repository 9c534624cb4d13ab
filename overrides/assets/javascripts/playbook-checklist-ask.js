/* Questions before something is done. What is long scrolls; the buttons stay in sight. */
(function () {
  "use strict";

  const checklist = window.playbookChecklist;
  const { make, button } = checklist;

  /* A dialog with a way out first; Escape is one too, and the focus goes back by itself. `ready`
     says whether all is there that is asked for. */
  function ask(title, content, words, agreed, ready) {
    const heading = make("h2", { id: "pb:ask" }, title);
    const dialog = make("dialog", { class: "pb-ask", "aria-labelledby": "pb:ask" }, heading);
    const row = make("p", { class: "pb-check__buttons pb-ask__buttons" });
    const done = button(words, () => {
      if (ready && !ready()) return;
      dialog.close();
      agreed();
    });
    row.append(button("Cancel", () => dialog.close()), done);
    dialog.append(make("div", { class: "pb-ask__content" }, ...content), row);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.type !== "text") return;
      event.preventDefault();
      done.click();
    });
    document.querySelector(".md-content__inner").append(dialog);
    dialog.showModal();
  }

  /* Whose file it will be; the browser remembers the answer. */
  function askName(list, agreed) {
    const field = make("input", {
      type: "text",
      id: "pb:name",
      class: "pb-ask__field",
      maxlength: checklist.MOST_OF_A_NAME,
      autocomplete: "name",
      value: checklist.person(list),
    });
    const missing = make("p", { class: "pb-check__blocked", role: "alert" });
    const content = [
      make("p", {}, "The file says whose it is and the day. This browser remembers your name."),
      make("p", {}, make("label", { for: "pb:name" }, "Your name"), field),
      missing,
    ];
    const name = () => field.value.trim();
    const ready = () => {
      missing.textContent = name() ? "" : "Type your name, so that others can tell the files apart.";
      if (!name()) field.focus();
      return Boolean(name());
    };
    const save = () => {
      checklist.person(list, name());
      agreed(name());
    };
    ask("Save as a file", content, "Save", save, ready);
    field.focus();
  }

  Object.assign(checklist, { ask, askName });
})();
