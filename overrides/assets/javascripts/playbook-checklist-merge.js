/* What a file that is brought in would do to what is there, before it does it. */
(function () {
  "use strict";

  const checklist = window.playbookChecklist;
  const VALUES = ["level", "evidence", "next", "done"];

  function merged(list, records) {
    const result = new Map(list.records);
    const today = new Map();
    list.entries.forEach((entry) => entry.former.forEach((id) => today.set(id, entry.id)));
    records.forEach((record, id) => {
      const own = today.has(id) ? today.get(id) : id;
      const here = result.get(own);
      // No date is older than any.
      if (!here || (record.at || "") >= (here.at || "")) {
        result.set(own, Object.assign({}, record, { id: own }));
      }
    });
    return result;
  }

  function value(list, record) {
    if (!record) return "nothing";
    if (list.tasks) return "done";
    const level = checklist.levelName(list, record.level) || record.level_name || record.level;
    return level || "a note without a level";
  }

  /* One line for each entry that is another one afterwards. */
  function difference(list, result) {
    const lines = [];
    new Set([...list.records.keys(), ...result.keys()]).forEach((id) => {
      const before = list.records.get(id);
      const after = result.get(id);
      const same = before && after && VALUES.every((key) => before[key] === after[key]);
      if (same) return;
      const [was, is] = [value(list, before), value(list, after)];
      const how = was === is ? is + ", with other notes" : was + " → " + is;
      lines.push((after || before).name.replace(/[.]$/, "") + ": " + how);
    });
    return lines;
  }

  /* What the reader should know about a file that is fit to be brought in. */
  function notesOn(list, found) {
    const notes = [];
    if (found.version && found.version !== list.version) {
      notes.push(
        "The file was saved for version " + found.version + "; this is version " + list.version +
          ". Each entry that has changed since will say so."
      );
    }
    const known = new Set(list.entries.flatMap((entry) => [entry.id].concat(entry.former)));
    const strange = [...found.records.keys()].filter((id) => !known.has(id)).length;
    if (strange) {
      notes.push(
        (strange === 1 ? "1 entry is" : strange + " entries are") +
          " about something this list does not have under that id. Nothing of it is lost: " +
          "look below the list."
      );
    }
    return notes;
  }

  Object.assign(checklist, { merged, difference, notesOn });
})();
