/* Drawer and search open from real buttons. In the drawer the first link takes the focus; Escape
   closes it and gives the focus back. Lines to paste are copied whole. */
(function () {
  var drawer = document.getElementById("__drawer");

  document.querySelectorAll("[data-pb-opens]").forEach(function (button) {
    var toggle = document.getElementById(button.dataset.pbOpens);
    button.addEventListener("click", function () {
      toggle.click();
    });
    toggle.addEventListener("change", function () {
      button.setAttribute("aria-expanded", String(toggle.checked));
      if (toggle !== drawer) return;
      if (drawer.checked) document.querySelector(".pb-nav .md-nav__list a").focus();
      else button.focus();
    });
  });

  /* The theme leaves out the break behind the last line, and what is pasted into a file would take the
     next line of the file as its end. */
  document.addEventListener("click", function (event) {
    var button = event.target.closest(".pb-add [data-clipboard-target]");
    if (!button) return;
    button.dataset.clipboardText = document.querySelector(button.dataset.clipboardTarget).textContent;
  }, true);

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && drawer.checked) drawer.click();
  });
})();
