/* Where a checklist is kept: in this browser alone, under a key that says which site, which kind of
   page and whose list it is. A browser that keeps nothing is no reason to stop. */
(function () {
  "use strict";

  const checklist = window.playbookChecklist;

  function keyOf(list, id, kind) {
    const root = new URL(list.root + "/", location.href).pathname;
    return ["playbook-checklist", root, kind || list.kind, id].join(":");
  }

  /* The lists that are kept apart and shown as one: that of the page, and the one whose lines stand
     on it as well. */
  function stores(list) {
    return list.shared ? [list, Object.assign(list.shared, { tasks: list.tasks })] : [list];
  }

  function isShared(list, id) {
    return Boolean(list.shared) && list.sharedIds.has(id);
  }

  /* Returns what the reader has to know: {blocked, problem}; fills `list.records`. */
  function load(list) {
    list.records = new Map();
    list.sharedIds = new Set(list.shared ? list.shared.entries : []);
    let problem = "";
    let moved = false;
    try {
      stores(list).forEach((store) => {
        const found = kept(list, store);
        if (found.problem) problem = setAside(list, store, found.text);
        else found.records.forEach((record, id) => list.records.set(id, record));
        if (store === list) moved = [...list.records.keys()].some((id) => isShared(list, id));
        else found.records.forEach((_, id) => list.sharedIds.add(id));
      });
      if (adopted(list) || moved) save(list);
    } catch (error) {
      checklist.settle(list);
      return { blocked: true };
    }
    checklist.settle(list);
    return { blocked: !writable(list), problem };
  }

  function kept(list, store) {
    const keys = [store.id].concat(store.former).map((id) => keyOf(list, id, store.kind));
    const text = keys.map((key) => localStorage.getItem(key)).find((each) => each !== null);
    const found = text ? checklist.judged(text, store) : {};
    return { text, problem: found.problem, records: found.records || new Map() };
  }

  /* Ticks for lines of this list that pages of accounts once kept for themselves come here. */
  function adopted(list) {
    let some = false;
    const ours = new Set(list.entries.map((entry) => entry.id));
    list.shared_by.forEach((id) => {
      const store = { kind: "first-days", id, former: [], name: "", version: "", tasks: true };
      const found = kept(list, store);
      const moving = [...found.records.keys()].filter((own) => ours.has(own));
      if (!moving.length) return;
      moving.forEach((own) => {
        if (!list.records.has(own)) list.records.set(own, found.records.get(own));
        found.records.delete(own);
      });
      put(list, Object.assign(store, JSON.parse(found.text), { records: found.records, former: [] }));
      some = true;
    });
    return some;
  }

  /* What cannot be read is not written over: somebody may still want it. */
  function setAside(list, store, text) {
    const key = keyOf(list, store.id, store.kind);
    if (localStorage.getItem(key + ":unreadable") === null) {
      localStorage.setItem(key + ":unreadable", text);
    }
    localStorage.removeItem(key);
    return (
      "What this browser had kept for this list cannot be read any more. It was put aside under " +
      "the name “" + key + ":unreadable”; if you have saved a file, bring it in."
    );
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
      stores(list).forEach((store) => {
        const own = [...list.records].filter(([id]) => isShared(list, id) === (store !== list));
        put(list, Object.assign({}, store, { records: new Map(own) }));
      });
      return true;
    } catch (error) {
      return false;
    }
  }

  function put(list, store) {
    const key = keyOf(list, store.id, store.kind);
    store.former.forEach((id) => localStorage.removeItem(keyOf(list, id, store.kind)));
    if (store.records.size) localStorage.setItem(key, checklist.written(store));
    else localStorage.removeItem(key);
  }

  /* Tell when another tab has written the same list: both show what was written last. */
  function follow(list, changed, signal) {
    const keys = [null].concat(stores(list).map((store) => keyOf(list, store.id, store.kind)));
    const written = (event) => {
      if (!keys.includes(event.key)) return;
      load(list);
      changed();
    };
    window.addEventListener("storage", written, { signal });
  }

  /* The name for files, asked once. */
  function person(list, name) {
    const key = "playbook-checklist-name:" + new URL(list.root + "/", location.href).pathname;
    try {
      if (name) localStorage.setItem(key, name);
      return localStorage.getItem(key) || "";
    } catch (error) {
      return name || "";
    }
  }

  Object.assign(checklist, { load, save, follow, person });
})();
