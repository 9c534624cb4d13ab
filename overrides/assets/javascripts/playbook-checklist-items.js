/* The lines of a checklist with their controls. What a reader has typed enters the page as text and
   as values, never as markup. */
(function () {
  "use strict";

  const checklist = window.playbookChecklist;
  const make = window.playbookMake;
  const NOTES = [
    ["evidence", "Evidence"],
    ["next", "Next step"],
  ];

  /* With colons, which neither an anchor nor the id of a heading has. */
  function idOf(entry, part) {
    return ["pb", entry.anchor, part].join(":");
  }

  /* A button that does one thing. */
  function button(words, act, attributes) {
    const made = make("button", Object.assign({ type: "button" }, attributes), words);
    made.className = "pb-check__button";
    made.addEventListener("click", act);
    return made;
  }

  function dress(list, entry, changed) {
    entry.changed = make("div", { class: "pb-own__changed" });
    if (list.overview) dressOverview(entry);
    else if (list.tasks) dressTask(list, entry, changed);
    else dressCompetency(list, entry, changed);
  }

  /* The box is there already: it can be ticked now, and its line is its name. */
  function dressTask(list, entry, changed) {
    const host = entry.element.querySelector("p") || entry.element;
    entry.box = entry.element.querySelector("input[type=checkbox]");
    entry.box.disabled = false;
    entry.box.removeAttribute("aria-label");
    entry.box.id = idOf(entry, "box");
    const label = make("label", { for: entry.box.id });
    [...host.childNodes].filter((node) => node !== entry.box).forEach((node) => label.append(node));
    host.append(label);
    entry.element.append(entry.changed);
    entry.element.classList.add("pb-own-task");
    entry.box.addEventListener("change", () => {
      checklist.enter(list, entry, { done: entry.box.checked });
      changed(entry);
    });
  }

  /* Filled in on another page: here it says how one stands. */
  function dressOverview(entry) {
    entry.state = make("span", { class: "pb-own__stands" });
    entry.element.append(entry.state);
  }

  function dressCompetency(list, entry, changed) {
    const name = idOf(entry, "level");
    const needed = " (needed: " + checklist.levelName(list, entry.level) + ")";
    const group = make("fieldset", { class: "pb-own" });
    const choices = make("div", { class: "pb-own__levels" });
    entry.radios = [["", "Not assessed"]].concat(list.levels).map(([level, words]) => {
      const radio = make("input", { type: "radio", name, value: level });
      radio.addEventListener("change", () => keep(list, entry, changed));
      choices.append(make("label", {}, radio, words));
      return radio;
    });
    entry.state = make("p", { class: "pb-own__state" });
    entry.paper = make("p", { class: "pb-own__paper" });
    group.append(make("legend", {}, "Your level of " + entry.name + needed), choices, entry.state);
    group.append(entry.changed, notes(list, entry, changed), entry.paper);
    entry.element.classList.add("pb-own-line");
    entry.element.append(group);
  }

  function notes(list, entry, changed) {
    entry.summary = make("summary", {});
    const folded = make("details", { class: "pb-own__notes" }, entry.summary);
    entry.notes = NOTES.map(([key, words]) => {
      const id = idOf(entry, key);
      const field = make("textarea", { id, rows: 2, maxlength: checklist.MOST_LETTERS });
      field.addEventListener("input", () => keep(list, entry, changed));
      folded.append(make("label", { for: id }, words), field);
      return field;
    });
    return folded;
  }

  function keep(list, entry, changed) {
    const chosen = entry.radios.find((radio) => radio.checked);
    const before = checklist.recordOf(list, entry);
    const gone = before && before.level && !checklist.levelName(list, before.level);
    // A level that is not on the scale any more stays until another one is chosen.
    const level = chosen ? chosen.value : gone ? before.level : "";
    const entered = { level, level_name: gone && !chosen ? before.level_name : "" };
    NOTES.forEach(([key], place) => {
      entered[key] = entry.notes[place].value;
    });
    checklist.enter(list, entry, entered);
    changed(entry);
  }

  /* Put what was entered where the reader sees it. */
  function show(list, entry, changed) {
    const record = checklist.recordOf(list, entry);
    if (list.overview) {
      entry.state.textContent = stands(list, entry, record);
      return;
    }
    showChanges(list, entry, changed);
    if (list.tasks) {
      entry.box.checked = Boolean(record);
      return;
    }
    const standing = checklist.standing(list, entry);
    const level = (record && record.level) || "";
    entry.radios.forEach((radio) => {
      radio.checked = radio.value === level;
    });
    entry.state.textContent = standing.gap === null ? "" : standing.words;
    entry.state.dataset.pbGap =
      standing.gap === null ? "none" : standing.gap > 0 ? "below" : "reached";
    entry.notes.forEach((field, place) => {
      const text = (record && record[NOTES[place][0]]) || "";
      if (field.value !== text) field.value = text;
    });
    const filled = entry.notes.filter((field) => field.value.trim()).length;
    entry.summary.textContent = "Evidence and next step" + (filled ? " (noted)" : "");
    const own = checklist.levelName(list, level);
    const [evidence, next] = entry.notes.map((field) => field.value.trim());
    entry.paper.replaceChildren(
      ...onPaper("Own level", own && own + ", " + standing.words.toLowerCase()),
      ...onPaper("Evidence", evidence),
      ...onPaper("Next step", next)
    );
  }

  function stands(list, entry, record) {
    const own = checklist.levelName(list, (record && record.level) || "");
    const noted = record && !own ? " (noted, no level chosen)" : "";
    const again = checklist.changes(list, entry).length ? " (look at it again)" : "";
    return own ? ": " + own + ", " + checklist.standing(list, entry).words.toLowerCase() + again : noted;
  }

  function onPaper(name, text) {
    return [make("strong", {}, name + ": "), text || "........................", make("br")];
  }

  function showChanges(list, entry, changed) {
    const said = checklist.changes(list, entry);
    const record = checklist.recordOf(list, entry);
    const key = said.join("\n");
    if (entry.said === key) return;
    entry.said = key;
    entry.changed.replaceChildren(...said.map((words) => make("p", {}, words)));
    if (!said.length) return;
    const gone = record.level && !checklist.levelName(list, record.level);
    if (gone) return; // only a new choice can settle it
    const words = list.tasks ? "Still done" : "Still right";
    const settle = button(words, () => {
      checklist.enter(list, entry, checklist.recordOf(list, entry));
      changed(entry);
      (entry.box || entry.radios.find((radio) => radio.checked)).focus(); // the button goes away
    });
    settle.setAttribute("aria-label", words + ": " + entry.name);
    entry.changed.append(settle);
  }

  Object.assign(checklist, { make, button, dress, show });
})();
