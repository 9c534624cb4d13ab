/* Opens the search from its field, its button and the keyboard. What the search consists of is loaded
   when it is opened for the first time, and nothing of it before. */
(function () {
  "use strict";

  var TEXT_FIELDS = "input, textarea, select, [contenteditable]";
  var KEYS = ["/", "f", "s"];
  var UNSERVED =
    "The search needs a web server: this page was opened as a file. The lists of contents work here too.";
  var LOST = "The search could not be loaded. Reload the page to try again.";
  var here = document.currentScript.src;
  var toggle = document.getElementById("__search");
  var box = document.querySelector(".pb-search");
  var field = box.querySelector(".md-search__input");
  var list = box.querySelector(".pb-search__results");
  var status = box.querySelector(".pb-search__status");
  var loading = null;

  function load() {
    if (loading) return;
    if (location.protocol === "file:") {
      status.textContent = UNSERVED;
      return;
    }
    status.textContent = "Loading the search.";
    loading = import(new URL("playbook-search-dialog.js", here))
      .then(function (dialog) { return dialog.start(box, new URL("../../", here)); })
      .catch(function () {
        loading = null;
        status.textContent = LOST;
      });
  }

  function open(isOpen) {
    if (toggle.checked !== isOpen) toggle.click();
  }

  toggle.addEventListener("change", function () {
    field.setAttribute("aria-expanded", String(toggle.checked && !list.hidden));
    if (!toggle.checked) return;
    load();
    field.focus();
  });
  field.addEventListener("focus", function () { open(true); });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && toggle.checked) {
      open(false);
      field.blur();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS.includes(event.key)) return;
    if (event.target.closest && event.target.closest(TEXT_FIELDS)) return;
    event.preventDefault();
    open(true);
    field.focus();
    field.select();
  });
  box.addEventListener("focusout", function (event) {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) open(false);
  });
  box.querySelector("form").addEventListener("submit", function (event) { event.preventDefault(); });
  box.querySelector("form").addEventListener("reset", function () { field.focus(); });
})();
