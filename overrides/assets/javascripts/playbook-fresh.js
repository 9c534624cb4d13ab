/* A page knows the day it was made for, and not today's. Where that is more than a week ago, it is
   said; what was due since then, and is not marked, is marked as overdue by now, as sentences count
   to the page's day. In lines to copy, today takes the place of that day. Without this script that day
   is in the footer, and said beside the lines. */
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

  function iso(day) {
    return new Date(day).toISOString().slice(0, 10);
  }

  function words(day) {
    const text = new Date(day).toUTCString();
    return Number(text.slice(5, 7)) + text.slice(7, 16);
  }

  function countFrom(day, then, lines) {
    const code = lines.querySelector("pre code");
    const said = lines.querySelector("p time");
    if (!code || !said) return;
    code.dataset.pbLines ||= code.textContent;
    code.textContent = code.dataset.pbLines.replace(/\d{4}-\d\d-\d\d/g, (each) =>
      iso(Date.parse(each) + day - then));
    said.dateTime = iso(day);
    said.textContent = words(day);
  }

  /* Marks what is overdue by now in a part of the page; for what is brought into it later, too. */
  window.playbookMarkLate = function (part) {
    const made = document.querySelector(".pb-footer time");
    if (!made) return;
    const then = Date.parse(made.dateTime);
    const now = today();
    part.querySelectorAll("time.due").forEach(function (due) {
      const day = Date.parse(due.dateTime);
      if (day < then || day >= now) return;
      const late = document.createElement("span");
      late.className = "chip chip--warn pb-since";
      late.textContent = "overdue by now";
      due.after(" ", late);
    });
  };

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
    if (days > 0) {
      document.querySelectorAll(".pb-add").forEach((lines) => countFrom(now, then, lines));
    }
    window.playbookMarkLate(document);
  });
})();
