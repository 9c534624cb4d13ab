/* What the theme's scripts keep in the browser's storage, as the theme itself has it in each page.
   The names are the theme's. */
(function () {
  "use strict";

  const own = document.currentScript;
  const scope = own.dataset.pbScope
    ? new URL(own.dataset.pbScope, location)
    : new URL("../../", own.src);

  window.__md_scope = scope;
  window.__md_hash = (text) =>
    [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
  window.__md_get = (name, storage = localStorage, within = scope) =>
    JSON.parse(storage.getItem(within.pathname + "." + name));
  window.__md_set = (name, value, storage = localStorage, within = scope) => {
    try {
      storage.setItem(within.pathname + "." + name, JSON.stringify(value));
    } catch (error) {
      // A browser that keeps nothing is no reason to stop.
    }
  };
})();
