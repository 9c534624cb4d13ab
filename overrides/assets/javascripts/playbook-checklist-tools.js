/* What stands above a checklist: how far one is, and what can be done with the whole of it. */
(function () {
  "use strict";

  const checklist = window.playbookChecklist;
  const { make, button, ask } = checklist;

  const PROMISE =
    "Only you see what you enter: it stays in this browser, on this device, and is sent nowhere. " +
    "It never enters Git or the definitions. Others who use this browser can read it; to keep it " +
    "or move it, save it as a file.";
  const BLOCKED =
    "This browser keeps nothing for this page: storage is blocked or full. What you enter stays " +
    "until you close the page or leave it. Save it as a file before.";

  function tools(list, act) {
    const title = list.tasks ? "Your progress" : "Your assessment";
    const box = make("section", { class: "pb-check", "aria-label": title });
    list.bar = make("progress", { "aria-label": title, max: list.entries.length });
    list.status = make("p", { role: "status", "aria-live": "polite", class: "pb-check__status" });
    list.blocked = make("p", { class: "pb-check__blocked", role: "alert" });
    list.message = make("div", { class: "pb-check__message", role: "status" });
    box.append(make("p", { class: "pb-check__title" }, title), list.bar, list.status);
    box.append(list.blocked, buttons(list, act), list.message);
    if (!list.tasks) box.append(checklist.gaps(list));
    box.append(make("p", { class: "pb-check__promise" }, PROMISE));
    return box;
  }

  function buttons(list, act) {
    const file = chooser({}, ([chosen]) => bringIn(list, chosen, act));
    const several = chooser({ multiple: "" }, (chosen) => checklist.openFiles(list, chosen));
    const all = make("p", { class: "pb-check__buttons" });
    list.again = button("Start again", () => askAgain(list, act), { "aria-haspopup": "dialog" });
    list.sideButton = button("Open files side by side", () => several.click());
    all.append(
      button("Save as a file", () => checklist.askName(list, (name) => saveFile(list, name)), {
        "aria-haspopup": "dialog",
      }),
      button("Bring in a file", () => file.click()),
      file,
      list.sideButton,
      several,
      button("Print", () => window.print()),
      list.sheetButton,
      list.again
    );
    return all;
  }

  function chooser(options, use) {
    const kinds = { type: "file", accept: ".json,application/json", hidden: "" };
    const field = make("input", Object.assign(kinds, options));
    field.addEventListener("change", () => {
      const chosen = [...field.files];
      field.value = ""; // the same file can be chosen again
      if (chosen.length) use(chosen);
    });
    return field;
  }

  function showTools(list, blocked) {
    const progress = checklist.progress(list);
    list.bar.value = progress.done;
    if (list.status.textContent !== progress.said) list.status.textContent = progress.said;
    const said = blocked ? BLOCKED : "";
    if (list.blocked.textContent !== said) list.blocked.textContent = said;
    list.again.disabled = !list.records.size;
  }

  /* `undo`: how to take back what was done, if that is possible. */
  function tell(list, words, undo) {
    list.message.replaceChildren(make("p", {}, words));
    if (undo) list.message.append(button("Take it back", undo));
  }

  function saveFile(list, person) {
    const content = new Blob([checklist.written(list, person) + "\n"], { type: "application/json" });
    const address = URL.createObjectURL(content);
    const day = new Date().toISOString().slice(0, 10);
    const whose = person.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
    const name = ["checklist", list.kind, list.id, ...whose, day].join("-") + ".json";
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    tell(list, "Saved as " + name + ", in the folder where this browser puts files.");
  }

  function bringIn(list, file, act) {
    const refuse = (problem) =>
      tell(list, file.name + " was not brought in. " + problem + " Nothing was changed.");
    if (file.size > checklist.MOST_BYTES) return refuse(checklist.tooLarge());
    return file.text().then(
      (text) => {
        const found = checklist.judged(text, list);
        if (found.problem) refuse(found.problem);
        else askHow(list, file.name, found, act);
      },
      () => refuse("It could not be read. Choose it again.")
    );
  }

  function askAgain(list, act) {
    const what = list.tasks ? "ticks" : "levels and notes";
    const said = list.records.size + " entries of “" + list.name + "” are removed: all " + what + ".";
    const content = [make("p", {}, said + " Save them as a file before, if you may want them again.")];
    if (list.shared) content.push(make("p", {}, "What “" + list.shared.name + "” shares with it goes there too."));
    ask("Start again?", content, "Remove all", () => {
      act(new Map(), "All entries were removed.");
      list.message.querySelector("button").focus(); // the one that asked can do nothing now
    });
  }

  function askHow(list, name, found, act) {
    const ways = [
      ["merge", "Merge: keep what is here; where both have an entry, the newer one counts"],
      ["replace", "Replace: what is here goes, the file comes in its place"],
    ];
    const choices = make("fieldset", { class: "pb-ask__ways" }, make("legend", {}, "How"));
    const preview = make("div", { class: "pb-ask__preview", "aria-live": "polite" });
    let result;
    const chosen = (way) => {
      result = way === "merge" ? checklist.merged(list, found.records) : found.records;
      preview.replaceChildren(...inWords(checklist.difference(list, result)));
    };
    ways.forEach(([way, words], place) => {
      const radio = make("input", { type: "radio", name: "pb-way", value: way });
      radio.checked = !place;
      radio.addEventListener("change", () => chosen(way));
      choices.append(make("label", {}, radio, words));
    });
    chosen("merge");
    const notes = checklist.notesOn(list, found).map((words) => make("p", {}, words));
    ask("Bring in " + name + "?", [...notes, choices, preview], "Bring in", () =>
      act(result, name + " was brought in.")
    );
  }

  function inWords(lines) {
    if (!lines.length) return [make("p", {}, "Nothing would change.")];
    const count = lines.length === 1 ? "1 entry would change:" : lines.length + " entries would change:";
    return [make("p", {}, count), make("ul", {}, ...lines.map((line) => make("li", {}, line)))];
  }

  Object.assign(checklist, { tools, showTools, tell });
})();
