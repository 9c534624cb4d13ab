/* Loads what only some pages need when one of them is opened: tables to sort, to compare, and
   checklists to fill in. The scripts of a part run in this order, and do their work for each page by
   playbookEachPage. */
(function () {
  "use strict";

  const PARTS = {
    "table[data-pb-many]": ["table-model", "table"],
    "table[data-pb-compared]": ["compare-words", "compare"],
    "[data-pb-checklist]": [
      "checklist-model",
      "checklist-file",
      "checklist-merge",
      "checklist-store",
      "checklist-items",
      "checklist-gaps",
      "checklist-sheet",
      "checklist-tools",
      "checklist",
    ],
  };
  const here = document.currentScript.src;
  const loaded = new Set();

  function load(name) {
    if (loaded.has(name)) return;
    loaded.add(name);
    const script = document.createElement("script");
    script.src = new URL("playbook-" + name + ".js", here);
    script.async = false; // in the order in which they are added
    document.head.append(script);
  }

  window.playbookEachPage(function () {
    Object.entries(PARTS).forEach(([part, names]) => {
      if (document.querySelector(part)) names.forEach(load);
    });
  });
})();
