/* An element with its attributes and what is in it; strings become text, never markup. */
(function () {
  "use strict";

  window.playbookMake = function (tag, attributes, ...inside) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...inside.filter((each) => each !== undefined));
    return element;
  };
})();
