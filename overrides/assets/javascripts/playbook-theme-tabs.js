/* Before the first paint: the tabs the reader chose on other pages, and the one the address names. */
(function () {
  "use strict";

  const chosen = document.currentScript.hasAttribute("data-pb-linked") && __md_get("__tabs");
  document.querySelectorAll(".tabbed-set").forEach((set) => {
    const labels = [...set.querySelectorAll(":scope > .tabbed-labels > label")];
    const known = Array.isArray(chosen) ? chosen : [];
    const names = known.filter((name) => labels.some((label) => label.innerText.trim() === name));
    const label = labels.find((each) => each.innerText.trim() === names[0]);
    if (label) document.getElementById(label.htmlFor).checked = true;
  });
  const target = document.getElementById(location.hash.slice(1));
  if (target && target.name) target.checked = target.name.startsWith("__tabbed_");
})();
