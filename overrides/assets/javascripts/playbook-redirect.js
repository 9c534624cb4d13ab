/* Leads to where a page has moved, with the question and the fragment of the address, which a plain
   refresh would lose. */
location.replace(
  document.querySelector("link[rel=canonical]").href + location.search + location.hash
);
