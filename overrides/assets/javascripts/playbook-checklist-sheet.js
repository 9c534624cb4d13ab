/* The sheet a mentor signs. While it is open, printing prints it alone. */
(function () {
  "use strict";

  const checklist = window.playbookChecklist;
  const make = checklist.make;
  const OPEN = "data-pb-sheet";

  function sheet(list) {
    list.sheet = make("section", { class: "pb-sheet", "aria-label": "Sign-off sheet" });
    list.sheet.id = "pb:sheet";
    list.sheet.hidden = true;
    list.sheetButton = checklist.button("Sign-off sheet", () => turn(list, list.sheet.hidden), {
      "aria-expanded": "false",
      "aria-controls": "pb:sheet",
    });
    return list.sheet;
  }

  function turn(list, open) {
    if (open) checklist.closeSide(list);
    shut(list, !open);
    document.documentElement.toggleAttribute(OPEN, open);
    showSheet(list);
    if (open) list.sheet.querySelector("button").focus();
    else list.sheetButton.focus();
  }

  function shut(list, hidden) {
    list.sheet.hidden = hidden;
    list.sheetButton.setAttribute("aria-expanded", String(!hidden));
  }

  function showSheet(list) {
    if (list.sheet.hidden) return;
    const focused = list.sheet.contains(document.activeElement);
    const buttons = make("p", { class: "pb-check__buttons" });
    buttons.append(
      checklist.button("Print this sheet", () => window.print()),
      checklist.button("Close the sheet", () => turn(list, false))
    );
    list.sheet.replaceChildren(
      make("h2", {}, "Sign-off: " + list.name),
      make("p", { class: "pb-sheet__state" }, checklist.progress(list).said + "."),
      buttons,
      list.tasks ? tasks(list) : levels(list),
      signatures("Name"),
      signatures("Mentor")
    );
    if (focused) list.sheet.querySelector("button").focus();
  }

  function levels(list) {
    const heads = ["Competency", "Needed", "Own level", "Evidence", "The mentor sees"];
    const lines = list.entries.map((entry) => {
      const record = checklist.recordOf(list, entry) || {};
      const own = checklist.levelName(list, record.level) || "Not yet";
      const again = checklist.changes(list, entry).length ? " (changed since)" : "";
      const needed = checklist.levelName(list, entry.level);
      return [entry.name, needed, own + again, record.evidence || "", ""];
    });
    return checklist.tableOf("Sign-off", heads, lines);
  }

  function tasks(list) {
    const heads = ["Task", "Part", "Done", "The mentor agrees"];
    const lines = list.entries.map((entry) => {
      const record = checklist.recordOf(list, entry);
      const again = checklist.changes(list, entry).length ? " (changed since)" : "";
      return [entry.name, entry.group, record ? (day(record.at) || "Done") + again : "Not yet", ""];
    });
    return checklist.tableOf("Sign-off", heads, lines);
  }

  /* Empty where it is no day. */
  function day(at) {
    const when = new Date(at);
    if (Number.isNaN(when.getTime())) return "";
    return when.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  }

  function signatures(who) {
    const lines = [who, "Date", "Signature"].map((words) =>
      make("span", { class: "pb-sheet__line" }, words)
    );
    return make("p", { class: "pb-sheet__sign" }, ...lines);
  }

  function closeSheet(list) {
    shut(list, true);
  }

  function printOnlyThis() {
    document.documentElement.setAttribute(OPEN, "");
  }

  /* Also when the page is left: the next one is printed whole. */
  function printAll() {
    document.documentElement.removeAttribute(OPEN);
  }

  Object.assign(checklist, { sheet, showSheet, closeSheet, printOnlyThis, printAll, day });
})();
