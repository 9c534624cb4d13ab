/* Before the first paint: the announcement stays away if the reader has dismissed it. */
(function () {
  "use strict";

  const box = document.querySelector("[data-md-component=announce]");
  const said = box && box.querySelector(".md-typeset");
  if (said && __md_hash(said.innerHTML) === __md_get("__announce")) box.hidden = true;
})();
