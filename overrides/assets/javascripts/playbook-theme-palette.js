/* Before the first paint: what the reader chose, else what the system prefers. */
(function () {
  "use strict";

  const saved = __md_get("__palette");
  const color = (saved && saved.color) || { media: "(prefers-color-scheme)" };
  if (color.media === "(prefers-color-scheme)") {
    color.scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
    color.primary = color.accent = "custom";
  }
  Object.entries(color).forEach(([key, value]) => {
    document.body.setAttribute("data-md-color-" + key, value);
  });
})();
