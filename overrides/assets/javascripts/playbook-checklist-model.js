/* A checklist to fill in: what the page says about itself (generator/site/generated_page.py), and what
   follows from it and from what the reader has entered. Nothing here touches what is shown.

   A record is what the reader entered for one line, with the words, the version and the fingerprint
   it was entered for. Records are kept by id; `list.near` leads from a task to the record of its
   old words, and `list.apart` holds the records that belong to no line of the list any more. A list
   may go over several pages: entries of another page have no element. An overview shows all of
   them, to be filled in elsewhere. */
(function () {
  "use strict";

  const NEAR_ENOUGH = 0.5; // half of the words are still there
  const ELSEWHERE = 0.3; // under another heading more of them have to be

  function read() {
    const data = document.querySelector("[data-pb-checklist]");
    if (!data) return null;
    const list = Object.assign(JSON.parse(data.dataset.pbChecklist), { data });
    list.tasks = !list.levels.length;
    list.records = new Map();
    list.entries = list.entries.map((entry) => {
      const anchor = document.getElementById(entry.anchor);
      return Object.assign(entry, { element: anchor && anchor.closest("li") });
    });
    list.here = list.entries.filter((entry) => entry.element);
    list.entries = list.here.concat(list.elsewhere);
    settle(list);
    return list.here.length ? list : null;
  }

  function words(text) {
    return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []);
  }

  /* How alike two texts are by their words, from 0 to 1: Dice's coefficient. */
  function likeness(first, second) {
    const shared = [...first].filter((word) => second.has(word)).length;
    return first.size + second.size ? (2 * shared) / (first.size + second.size) : 0;
  }

  /* Take former ids for today's, and find the nearest task for each record that has lost its own. */
  function settle(list) {
    list.entries.forEach((entry) => {
      const former = entry.former.find((id) => list.records.has(id));
      if (former === undefined || list.records.has(entry.id)) return;
      const record = list.records.get(former);
      list.records.delete(former);
      list.records.set(entry.id, Object.assign(record, { id: entry.id }));
    });
    list.near = new Map();
    if (list.tasks) list.near = nearest(list, setApart(list));
    setApart(list);
  }

  function setApart(list) {
    const ids = new Set(list.entries.map((entry) => entry.id).concat(...list.near.values()));
    list.apart = [...list.records.values()].filter((record) => !ids.has(record.id));
    return list.apart;
  }

  /* An id without the fingerprint at its end: what a step asks for, not when. */
  function partOf(id) {
    return id.replace(/-[0-9a-f]{10}(-\d+)?$/, "");
  }

  function nearest(list, lost) {
    const pairs = [];
    const open = list.entries
      .filter((entry) => !list.records.has(entry.id))
      .map((entry) => [entry, words(entry.name)]);
    lost.forEach((record) => {
      const before = words(record.name);
      open.forEach(([entry, now]) => {
        const moved = partOf(entry.id) === partOf(record.id) ? 0 : ELSEWHERE;
        const alike = likeness(now, before) - moved;
        if (alike >= NEAR_ENOUGH) pairs.push({ alike, entry: entry.id, record: record.id });
      });
    });
    pairs.sort((one, other) => other.alike - one.alike);
    const near = new Map();
    const taken = new Set();
    pairs.forEach((pair) => {
      if (near.has(pair.entry) || taken.has(pair.record)) return;
      near.set(pair.entry, pair.record);
      taken.add(pair.record);
    });
    return near;
  }

  function recordOf(list, entry) {
    return list.records.get(entry.id) || list.records.get(list.near.get(entry.id));
  }

  function rank(list, level) {
    return list.levels.findIndex((each) => each[0] === level);
  }

  function levelName(list, level) {
    const known = list.levels[rank(list, level)];
    return known ? known[1] : "";
  }

  /* What the reader entered, for the words that stand on the page now. */
  function stamped(list, entry, entered) {
    return Object.assign({}, entered, {
      id: entry.id,
      name: entry.name,
      group: entry.group,
      version: entry.version,
      fingerprint: entry.fingerprint,
      at: new Date().toISOString(),
      needed: entry.level,
      needed_name: levelName(list, entry.level),
      level_name: levelName(list, entered.level) || entered.level_name || "",
    });
  }

  /* Keep what was entered for a line; a line without anything has no record. */
  function enter(list, entry, entered) {
    list.records.delete(list.near.get(entry.id));
    list.near.delete(entry.id);
    const empty = !(entered.done || entered.level || entered.evidence || entered.next);
    if (empty) list.records.delete(entry.id);
    else list.records.set(entry.id, stamped(list, entry, entered));
    setApart(list);
  }

  function remove(list, record) {
    list.records.delete(record.id);
    setApart(list);
  }

  function standing(list, entry) {
    const record = recordOf(list, entry);
    const own = record ? rank(list, record.level) : -1;
    const gap = own < 0 ? null : rank(list, entry.level) - own;
    return { own, gap, needed: rank(list, entry.level), words: inWords(gap) };
  }

  function inWords(gap) {
    if (gap === null) return "Not assessed";
    if (gap === 0) return "At the level needed";
    if (gap < 0) return "Above the level needed";
    return gap === 1 ? "1 level below" : gap + " levels below";
  }

  /* Why a line has to be looked at again: sentences, none when nothing has changed. */
  function changes(list, entry) {
    const record = recordOf(list, entry);
    if (!record) return [];
    if (list.tasks) {
      if (record.fingerprint === entry.fingerprint) return [];
      return ["Changed since you ticked it. Before: " + record.name];
    }
    const said = [];
    if (record.level && rank(list, record.level) < 0) {
      const name = record.level_name || record.level;
      said.push("You chose the level " + name + ", which is not on the scale any more.");
    }
    if (record.needed !== entry.level) {
      const before = record.needed_name || record.needed;
      const now = levelName(list, entry.level);
      said.push("The level needed was " + before + " when you entered this; it is " + now + " now.");
    }
    if (record.fingerprint !== entry.fingerprint) {
      const versions =
        record.version === entry.version ? "" : " (" + record.version + ", now " + entry.version + ")";
      said.push("Its description was changed since you entered this" + versions + ".");
    }
    return said;
  }

  function progress(list) {
    const changed = list.entries.filter((entry) => changes(list, entry).length).length;
    const standings = list.entries.map((entry) => standing(list, entry));
    const done = list.tasks
      ? list.entries.filter((entry) => recordOf(list, entry)).length
      : standings.filter((each) => each.own >= 0).length;
    const reached = standings.filter((each) => each.gap !== null && each.gap <= 0).length;
    const all = list.entries.length;
    let said = list.tasks
      ? done + " of " + all + " done"
      : done + " of " + all + " assessed; " + reached + " at or above the level needed";
    if (changed) said += "; " + changed + " to look at again, the definition changed";
    return { done, all, said };
  }

  window.playbookChecklist = {
    read,
    settle,
    recordOf,
    levelName,
    enter,
    remove,
    standing,
    changes,
    progress,
  };
})();
