/* Before the first paint: says so if there is a newer version of the site. */
(function () {
  "use strict";

  const box = document.querySelector("[data-md-component=outdated]");
  if (box && __md_get("__outdated", sessionStorage) === true) box.hidden = false;
})();
