/* Files of several people side by side, for a mentor to read. They are only shown: nothing of them is
   kept, and what this browser holds stays as it is. */
(function () {
  "use strict";

  const checklist = window.playbookChecklist;
  const { make, button } = checklist;

  function closeSide(list) {
    if (list.side) list.side.remove();
    checklist.printAll();
  }

  async function openFiles(list, files) {
    const read = await Promise.all([...files].map((file) => opened(list, file)));
    const people = read.filter((each) => each.list);
    const problems = read.flatMap((each) => each.problems);
    const buttons = make("p", { class: "pb-check__buttons" });
    const close = button("Close the files", () => {
      closeSide(list);
      list.sideButton.focus();
    });
    buttons.append(button("Print this table", () => window.print()), close);
    closeSide(list);
    checklist.closeSheet(list);
    list.side = make("section", { class: "pb-sheet", "aria-label": "Files side by side" });
    list.side.append(make("h2", {}, "Side by side: " + list.name), buttons);
    if (problems.length) {
      const said = problems.map((words) => make("li", {}, words));
      const told = make("div", { class: "pb-check__message", role: "status" }, make("ul", {}, ...said));
      list.side.append(told);
    }
    list.side.append(people.length ? table(list, people) : make("p", {}, "No file could be shown."));
    list.side.append(make("p", { class: "pb-check__promise" }, "Only shown here: nothing is kept."));
    list.sheet.after(list.side);
    checklist.printOnlyThis();
    close.focus();
  }

  /* What one file holds, as a list of its own, and what is wrong with it. */
  async function opened(list, file) {
    const refused = (problem) => ({ problems: [file.name + " is not shown. " + problem] });
    if (file.size > checklist.MOST_BYTES) return refused(checklist.tooLarge());
    let text;
    try {
      text = await file.text();
    } catch (error) {
      return refused("It could not be read. Choose it again.");
    }
    const found = checklist.judged(text, list);
    if (found.problem) return refused(found.problem);
    const theirs = Object.assign({}, list, { records: found.records });
    checklist.settle(theirs);
    const day = checklist.day(found.saved);
    const label = (found.person || file.name) + (day ? ", " + day : "");
    return { list: theirs, label, problems: notesOn(list, file, found, theirs) };
  }

  function notesOn(list, file, found, theirs) {
    const notes = [];
    if (!found.person) {
      notes.push(
        file.name + " has no name in it: it was saved before files had one. Its column has the name " +
          "of the file."
      );
    }
    if (!checklist.day(found.saved)) notes.push(file.name + " does not say when it was saved.");
    if (found.version && found.version !== list.version) {
      notes.push(
        file.name + " was saved for version " + found.version + "; this is version " + list.version +
          "."
      );
    }
    const gone = theirs.apart.length;
    if (gone) {
      const what = gone === 1 ? "1 entry" : gone + " entries";
      notes.push(file.name + " has " + what + " that this list does not have.");
    }
    return notes;
  }

  function table(list, people) {
    const heads = [list.tasks ? "Step" : "Competency"].concat(people.map((each) => each.label));
    const groups = new Map();
    list.entries.forEach((entry) => {
      groups.set(entry.group, (groups.get(entry.group) || []).concat([entry]));
    });
    const lines = [counted("All", list.entries, people)];
    groups.forEach((entries, group) => {
      if (groups.size > 1) lines.push(counted(group, entries, people));
      entries.forEach((entry) => {
        lines.push([entry.name].concat(people.map((each) => standing(each.list, entry))));
      });
    });
    return checklist.tableOf("Side by side", heads, lines);
  }

  function counted(words, entries, people) {
    const counts = people.map(({ list }) => {
      const done = entries.filter((entry) => has(list, entry)).length;
      return make("strong", {}, done + " of " + entries.length);
    });
    return [make("strong", {}, words), ...counts];
  }

  function has(list, entry) {
    const record = checklist.recordOf(list, entry);
    return Boolean(record && (list.tasks || checklist.levelName(list, record.level)));
  }

  function standing(list, entry) {
    const record = checklist.recordOf(list, entry);
    if (!has(list, entry)) return list.tasks ? "Open" : "Not assessed";
    const again = checklist.changes(list, entry).length ? " (changed since)" : "";
    if (list.tasks) return (checklist.day(record.at) || "Done") + again;
    const words = checklist.standing(list, entry).words.toLowerCase();
    return checklist.levelName(list, record.level) + ", " + words + again;
  }

  Object.assign(checklist, { openFiles, closeSide });
})();
