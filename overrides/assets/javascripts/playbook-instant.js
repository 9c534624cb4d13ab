/* What the theme's instant navigation cannot do by itself, run before the theme's own script. */
(function () {
  "use strict";

  /* It makes every address absolute by assigning `href` to itself, which elements in pictures
     refuse with an error: then the next page never comes. */
  Object.getOwnPropertyNames(window).forEach((name) => {
    if (!/^SVG\w*Element$/.test(name)) return;
    const own = Object.getOwnPropertyDescriptor(window[name].prototype, "href");
    if (!own || own.set) return;
    Object.defineProperty(window[name].prototype, "href", Object.assign(own, { set: absolute }));
  });

  function absolute() {
    const written = this.getAttribute("href");
    if (written && !written.startsWith("#")) {
      this.setAttribute("href", new URL(written, this.baseURI).href);
    }
  }

  /* It takes every link apart that is clicked or pointed at, and stops for good at one that leads
     nowhere: `<a name="old">`, or an address that nobody can read. */
  const NOWHERE = "about:blank#nowhere";
  const link = Object.getOwnPropertyDescriptor(HTMLAnchorElement.prototype, "href");
  Object.defineProperty(HTMLAnchorElement.prototype, "href", {
    ...link,
    get() {
      const address = link.get.call(this);
      return isReadable(address) ? address : NOWHERE;
    },
    set(address) {
      if (address !== NOWHERE) link.set.call(this, address);
    },
  });

  function isReadable(address) {
    try {
      return Boolean(new URL(address));
    } catch (error) {
      return false;
    }
  }

  /* It leaves links in pictures to the browser, which would load the page whole: an ordinary link
     takes their place. */
  document.addEventListener("click", (event) => {
    const link = event.target instanceof SVGElement && event.target.closest("a");
    if (!(link instanceof SVGAElement) || link.hasAttribute("target")) return;
    if (!link.href.baseVal) return;
    const meant = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button || meant) return;
    event.preventDefault();
    const ordinary = document.createElement("a");
    ordinary.href = link.href.baseVal;
    document.body.append(ordinary);
    ordinary.click();
    ordinary.remove();
  });

  /* A link to the same page with another question in its address it takes for no link at all, but
     leaves to the browser what has a target. A link to a place on the page, which it has made
     absolute, keeps the question. */
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element && event.target.closest("a[href]");
      if (!(link instanceof HTMLAnchorElement) || link.target) return;
      const same = link.origin === location.origin && link.pathname === location.pathname;
      if (!same || link.search === location.search) return;
      if (link.hash && !link.search) link.search = location.search;
      else link.target = "_self";
    },
    { capture: true }
  );

  /* Of a page that was opened as a file it would never tell its own parts, nor us. */
  if (location.protocol === "file:") {
    new MutationObserver((_, observer) => {
      const block = document.getElementById("__config");
      const settings = block && read(block.textContent);
      if (!settings) return;
      settings.features = settings.features.filter((name) => name !== "navigation.instant");
      block.textContent = JSON.stringify(settings);
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  }

  /* Nothing as long as the parser has read only a part of it. */
  function read(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return null;
    }
  }
})();
