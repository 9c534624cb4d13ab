/* Where a checklist is kept: in this browser alone, under a key that says which site, which kind of
   page and whose list it is. A browser that keeps nothing is no reason to stop. */
(function () {
  "use strict";

  const checklist = window.playbookChecklist;

  function keyOf(list, id) {
    const root = new URL(list.root + "/", location.href).pathname;
    return ["playbook-checklist", root, list.kind, id].join(":");
  }

  /* Returns what the reader has to know: {blocked, problem}; fills `list.records`. */
  function load(list) {
    let text = null;
    try {
      const keys = [list.id].concat(list.former).map((id) => keyOf(list, id));
      text = keys.map((key) => localStorage.getItem(key)).find((kept) => kept !== null);
    } catch (error) {
      return { blocked: true };
    }
    const found = text ? checklist.judged(text, list) : { records: new Map() };
    list.records = found.records || new Map();
    checklist.settle(list);
    return found.problem ? setAside(list, text) : { blocked: !writable(list) };
  }

  /* What cannot be read is not written over: somebody may still want it. */
  function setAside(list, text) {
    try {
      const key = keyOf(list, list.id);
      if (localStorage.getItem(key + ":unreadable") === null) {
        localStorage.setItem(key + ":unreadable", text);
      }
      localStorage.removeItem(key);
    } catch (error) {
      return { blocked: true };
    }
    return {
      blocked: false,
      problem:
        "What this browser had kept for this list cannot be read any more. It was put aside under " +
        "the name “" + keyOf(list, list.id) + ":unreadable”; if you have saved a file, bring it in.",
    };
  }

  function writable(list) {
    try {
      const key = keyOf(list, list.id) + ":probe";
      localStorage.setItem(key, "1");
      localStorage.removeItem(key);
      return true;
    } catch (error) {
      return false;
    }
  }

  /* Whether the browser has kept it. Without records nothing stays behind. */
  function save(list) {
    try {
      list.former.forEach((id) => localStorage.removeItem(keyOf(list, id)));
      if (list.records.size) localStorage.setItem(keyOf(list, list.id), checklist.written(list));
      else localStorage.removeItem(keyOf(list, list.id));
      return true;
    } catch (error) {
      return false;
    }
  }

  /* Tell when another tab has written the same list: both show what was written last. */
  function follow(list, changed, signal) {
    const written = (event) => {
      if (event.key !== keyOf(list, list.id) && event.key !== null) return;
      load(list);
      changed();
    };
    window.addEventListener("storage", written, { signal });
  }

  Object.assign(checklist, { load, save, follow });
})();
