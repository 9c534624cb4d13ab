/* What a script does for each page it is told here: at once for the one that is there, and again
   whenever the theme's instant navigation has put another one in its place. The signal it gets ends
   with its page; listeners on what outlives a page (window, document) are registered with it. */
(function () {
  "use strict";

  const starts = [];
  let page = shown();
  let left = new AbortController();

  function shown() {
    return document.querySelector("[data-md-component=container]");
  }

  function turn() {
    if (shown() === page) return; // the theme tells of the first page as well
    left.abort();
    page = shown();
    left = new AbortController();
    starts.forEach((start) => start(left.signal));
  }

  window.playbookEachPage = function (start) {
    starts.push(start);
    start(left.signal);
  };

  if (window.document$) window.document$.subscribe(turn);
})();
