/* Tables to sort and filter: buttons in the heads, chips and a field above. What was chosen stands
   in the address, so that it can be kept and passed on. Without this script a table is a table. */
(function () {
  "use strict";

  var model = window.playbookTable;
  var make = window.playbookMake;

  function arrange(list) {
    var order = [list.state.sorted, list.state.down].join();
    if (order === list.order) return;
    list.order = order;
    model.inOrder(list).forEach(function (row) {
      list.body.appendChild(row.element);
    });
  }

  function show(list) {
    var state = list.state;
    var words = model.typed(state);
    var left = 0;
    list.rows.forEach(function (row) {
      row.element.hidden = !model.fits(row, state, words);
      if (!row.element.hidden) left += 1;
    });
    arrange(list);
    list.columns.forEach(function (column, place) {
      if (place !== state.sorted) column.cell.removeAttribute("aria-sort");
      else column.cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    });
    list.facets.forEach(function (facet, index) {
      facet.chips.forEach(function (chip, place) {
        chip.setAttribute("aria-pressed", String(state.chosen[index].indexOf(place) >= 0));
      });
    });
    if (list.text.value !== state.text) list.text.value = state.text;
    var said = model.inWords(list, left);
    if (list.status.textContent !== said) list.status.textContent = said;
    list.clear.hidden = model.toAddress(list) === model.toAddress(model.blank(list));
  }

  /* A choice is a step one can go back from; letters typed in one go are one step. */
  function chose(list, typing) {
    var address = model.toAddress(list);
    if (address !== location.pathname + location.search + location.hash) {
      var step = typing && list.typing ? "replaceState" : "pushState";
      history[step](history.state, "", address);
    }
    list.typing = Boolean(typing);
    show(list);
  }

  function headers(list) {
    list.columns.forEach(function (column, place) {
      var button = make("button", { type: "button", class: "pb-sort" }, column.name);
      button.addEventListener("click", function () {
        list.state.down = list.state.sorted === place && !list.state.down;
        list.state.sorted = place;
        chose(list);
      });
      column.cell.textContent = "";
      column.cell.appendChild(button);
    });
  }

  function chips(list, facet, index) {
    var group = make("fieldset", { class: "pb-filter__facet" });
    group.appendChild(make("legend", {}, facet.name));
    facet.chips = facet.choices.map(function (choice, place) {
      var chip = make("button", { type: "button", class: "pb-filter__chip" }, choice[1]);
      chip.addEventListener("click", function () {
        var chosen = list.state.chosen[index];
        list.state.chosen[index] =
          chosen.indexOf(place) < 0
            ? chosen.concat(place).sort(function (one, other) {
                return one - other;
              })
            : chosen.filter(function (each) {
                return each !== place;
              });
        chose(list);
      });
      group.appendChild(chip);
      return chip;
    });
    return group;
  }

  function finder(list) {
    list.text = make("input", { type: "search", autocomplete: "off", maxlength: "200" });
    list.text.addEventListener("input", function () {
      list.state.text = list.text.value;
      chose(list, true);
    });
    list.text.addEventListener("blur", function () {
      list.typing = false;
    });
    list.text.id = list.id + "-text";
    var box = make("div", { class: "pb-filter__field" });
    box.appendChild(make("label", { for: list.text.id }, "Find in the list"));
    box.appendChild(list.text);
    return box;
  }

  function panel(list) {
    var names = list.facets.map(function (facet) {
      return facet.name.toLowerCase();
    });
    list.panel = make("details", { class: "pb-filter__panel" });
    list.panel.appendChild(make("summary", {}, "Filter by " + names.join(", ")));
    list.facets.forEach(function (facet, index) {
      list.panel.appendChild(chips(list, facet, index));
    });
    return list.panel;
  }

  function report(list) {
    var line = make("div", { class: "pb-filter__state" });
    list.status = make("p", { role: "status", "aria-live": "polite" });
    list.clear = make("button", { type: "button", class: "pb-filter__clear" }, "Clear");
    list.clear.setAttribute("aria-label", "Clear: show all " + list.many + " as listed");
    list.clear.addEventListener("click", function () {
      list.state = model.blank(list).state;
      list.text.focus(); // the button goes away
      chose(list);
    });
    line.appendChild(list.status);
    line.appendChild(list.clear);
    return line;
  }

  function dress(list) {
    var box = make("div", { class: "pb-filter", role: "group", "aria-label": "Filter: " + list.name });
    headers(list);
    box.appendChild(finder(list));
    if (list.facets.length) box.appendChild(panel(list));
    box.appendChild(report(list));
    var region = list.table.closest(".table-scroll") || list.table;
    region.parentNode.insertBefore(box, region);
  }

  function follow(list) {
    list.state = model.fromAddress(list);
    list.typing = false;
    show(list);
    if (list.state.chosen.some(function (places) { return places.length; })) list.panel.open = true;
  }

  function start(left) {
    document.querySelectorAll("table[data-pb-many]").forEach(function (table, index) {
      var list = model.read(table, index);
      dress(list);
      follow(list);
      window.addEventListener("popstate", function () { follow(list); }, { signal: left });
    });
  }

  window.playbookEachPage(start);
})();
