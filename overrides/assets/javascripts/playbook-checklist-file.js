/* The format in which a checklist is kept and saved, playbook-checklist/1: docs/checklists.md.
   What comes from outside is judged as a whole before any of it is used. */
(function () {
  "use strict";

  const SCHEMA = "playbook-checklist/1";
  const MOST_BYTES = 512 * 1024;
  const MOST_RECORDS = 500;
  const MOST_LETTERS = 2000;
  const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const OF_A_STEP = /^.+-((?:read|meet|do)-[0-9a-f]{10}(?:-\d+)?)$/; // with its milestone, as it was
  const MOST_OF_A_NAME = 80;
  const TEXTS = ["name", "group", "version", "fingerprint", "at"];
  const OF_LEVELS = ["level", "level_name", "needed", "needed_name", "evidence", "next"];
  const KINDS = {
    role: "role",
    account: "account",
    onboarding: "onboarding path",
    "first-days": "onboarding",
  };

  /* `person`: whose file it is; what the browser keeps says nobody's name. */
  function written(list, person) {
    const head = { schema: SCHEMA, kind: list.kind, id: list.id, name: list.name };
    const rest = { version: list.version, records: [...list.records.values()].map(plain) };
    if (person) head.person = person;
    return JSON.stringify(Object.assign(head, { saved: new Date().toISOString() }, rest), null, 2);

    function plain(record) {
      const made = { id: record.id };
      TEXTS.concat(list.tasks ? [] : OF_LEVELS).forEach((key) => {
        made[key] = record[key] || "";
      });
      return list.tasks ? Object.assign(made, { done: true }) : made;
    }
  }

  /* {records: Map, version, person, saved} or {problem: what is wrong and how to mend it}. */
  function judged(text, list) {
    if (text.length > MOST_BYTES) return { problem: tooLarge() };
    let found;
    try {
      found = JSON.parse(text);
    } catch (error) {
      return {
        problem:
          "It is not JSON: perhaps it was cut off, or another program has changed it. " +
          "Take the file as it was saved.",
      };
    }
    if (!isObject(found) || typeof found.schema !== "string") return { problem: noChecklist() };
    if (found.schema !== SCHEMA) return { problem: otherSchema(found.schema) };
    const problem = ofSomethingElse(found, list) || recordsProblem(found.records, list);
    if (problem) return { problem };
    const said = (key) => (typeof found[key] === "string" ? short(found[key].trim()) : "");
    const records = new Map();
    found.records.forEach((each) => {
      const record = taken(each, list);
      const other = records.get(record.id);
      if (!other || record.at >= other.at) records.set(record.id, record);
    });
    return { records, version: said("version"), person: said("person"), saved: said("saved") };
  }

  /* A step once had the id of its milestone in its own. */
  function today(id, list) {
    const known = (list.entries || []).some((entry) => (entry.id || entry) === id);
    const step = !known && list.tasks && OF_A_STEP.exec(id);
    return step ? step[1] : id;
  }

  function tooLarge() {
    return "It is too large for a checklist: more than " + MOST_BYTES / 1024 + " KB.";
  }

  function noChecklist() {
    return "It is not a saved checklist. Choose a file that was saved with “Save as a file”.";
  }

  function otherSchema(schema) {
    if (!schema.startsWith("playbook-checklist/")) return noChecklist();
    return (
      "It is in another version of the format (" + short(schema) + "); this page reads " + SCHEMA +
      ". Open it in the playbook it was saved from."
    );
  }

  function ofSomethingElse(found, list) {
    const ids = [list.id].concat(list.former);
    if (found.kind === list.kind && ids.includes(found.id)) return "";
    if ([found.kind, found.id].some((each) => typeof each !== "string")) return noChecklist();
    const kind = Object.hasOwn(KINDS, found.kind) ? KINDS[found.kind] : "";
    if (!kind) return noChecklist();
    const name = typeof found.name === "string" ? found.name : found.id;
    return (
      "It is the checklist of the " + kind + " “" + short(name) +
      "”; this page is that of the " + KINDS[list.kind] + " “" + list.name +
      "”. Open the checklist it belongs to."
    );
  }

  function recordsProblem(records, list) {
    if (!Array.isArray(records)) return noChecklist();
    if (records.length > MOST_RECORDS) return "It has more than " + MOST_RECORDS + " entries.";
    const seen = new Set();
    for (const [place, record] of records.entries()) {
      const where = "Entry " + (place + 1) + " of the file ";
      if (!isObject(record) || typeof record.id !== "string" || !ID.test(record.id)) {
        return where + "has no id as this page knows them. Take the file as it was saved.";
      }
      const problem = recordProblem(record, list);
      if (problem) return where + "(" + short(record.id) + ") " + problem;
      if (seen.has(record.id)) return where + "(" + short(record.id) + ") stands there twice.";
      seen.add(record.id);
    }
    return "";
  }

  function recordProblem(record, list) {
    if (record.id.length > 200) return "has an id that is too long.";
    if (list.tasks && record.done !== true) return "is not ticked; only ticks are saved.";
    for (const key of TEXTS.concat(list.tasks ? [] : OF_LEVELS)) {
      const text = record[key];
      if (text !== undefined && typeof text !== "string") return "has no text as its “" + key + "”.";
      if (text && text.length > MOST_LETTERS) {
        return "has more than " + MOST_LETTERS + " letters in its “" + key + "”.";
      }
    }
    if (record.at && Number.isNaN(Date.parse(record.at))) return "has no date as its “at”.";
    if (record.level && !ID.test(record.level)) return "has no level as its “level”.";
    return "";
  }

  function taken(record, list) {
    const made = { id: today(record.id, list) };
    TEXTS.concat(list.tasks ? [] : OF_LEVELS).forEach((key) => {
      made[key] = record[key] || "";
    });
    made.name = made.name || record.id;
    return list.tasks ? Object.assign(made, { done: true }) : made;
  }

  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  function short(text) {
    return text.length > 80 ? text.slice(0, 79) + "…" : text;
  }

  Object.assign(window.playbookChecklist, {
    written,
    judged,
    tooLarge,
    MOST_BYTES,
    MOST_LETTERS,
    MOST_OF_A_NAME,
  });
})();
