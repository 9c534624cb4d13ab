/* Loads what only some pages need when one of them is opened: tables to sort, to compare, the
   reader's own work, and checklists to fill in. The scripts of a part run in this order, and do their work for each page by
   playbookEachPage. */
(function () {
  "use strict";

  const PARTS = {
    "table[data-pb-many]": ["table-model", "table"],
    "table[data-pb-compared]": ["compare-words", "compare"],
    "[data-pb-readers]": ["reader"],
    "[data-pb-checklist]": [
      "checklist-model",
      "checklist-file",
      "checklist-merge",
      "checklist-store",
      "checklist-items",
      "checklist-gaps",
      "checklist-sheet",
      "checklist-ask",
      "checklist-side",
      "checklist-tools",
      "checklist",
    ],
  };
  const here = document.currentScript.src;
  const loading = new Map();

  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL("playbook-" + name + ".js", here);
        script.onload = done;
        script.onerror = () => {
          loading.delete(name);
          failed();
        };
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  /* One after the other: where one does not arrive, the page stays as it is without scripts, as the
     last of a part starts it, and the next page asks for what is missing. */
  window.playbookEachPage(function () {
    Object.entries(PARTS).forEach(([part, names]) => {
      if (!document.querySelector(part)) return;
      names.reduce((before, name) => before.then(() => load(name)), Promise.resolve()).catch(() => {});
    });
  });
})();
