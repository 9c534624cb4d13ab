/* Drawer and search open from real buttons. In the drawer the first link takes the focus; Escape
   closes it and gives the focus back. */
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

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && drawer.checked) drawer.click();
  });
})();
