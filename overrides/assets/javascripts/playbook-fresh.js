/* A page knows the day it was made for, and not today's. Where that is more than a week ago, it is
   said; what was due since then, and is not marked, is marked as overdue by now, as sentences count
   to the page's day. Without this script that day is in the footer. */
(function () {
  "use strict";

  const DAY = 86400000;
  const MOST = 7;

  function today() {
    const now = new Date();
    return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  }

  function note(where, text) {
    const said = document.createElement("span");
    said.className = "pb-age";
    said.textContent = text;
    where(said);
  }

  playbookEachPage(function () {
    const made = document.querySelector(".pb-footer time");
    if (!made) return;
    const then = Date.parse(made.dateTime);
    const now = today();
    document.querySelectorAll(".pb-age").forEach((old) => old.remove());
    const days = Math.round((now - then) / DAY);
    if (days > MOST) {
      const text = `as of ${made.textContent}, ${days} days ago`;
      const edition = document.querySelector(".pb-edition");
      const title = document.querySelector(".md-content h1");
      if (edition) note((said) => edition.after(said), text);
      if (title) note((said) => title.before(said), text);
    }
    document.querySelectorAll("time.due").forEach(function (due) {
      const day = Date.parse(due.dateTime);
      if (day < then || day >= now) return;
      const late = document.createElement("span");
      late.className = "chip chip--warn pb-since";
      late.textContent = "overdue by now";
      due.after(" ", late);
    });
  });
})();
