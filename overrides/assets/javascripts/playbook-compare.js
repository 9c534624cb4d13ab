/* Tables that compare: the reader chooses two to four of the columns. What the cells hold stands in
   data attributes (generator/site/tables.py); the choice stands in the address, so that it can be
   kept and passed on. Without this script the tables show every column. */
(function () {
  "use strict";

  var inWords = window.playbookCompared;
  var make = window.playbookMake;
  var FEWEST = 2;
  var MOST = 4;
  var KEY = "roles";
  var PAGES = "/roles/compare/";
  var page = null;

  function list(cells) {
    return Array.prototype.slice.call(cells);
  }

  /* What a table says about itself; a row without data is no row of the comparison. */
  function read(table) {
    var heads = list(table.tHead.rows[0].cells);
    return {
      kind: table.dataset.pbCompared,
      heads: heads,
      columns: heads.slice(1, -1).map(function (cell) {
        return { key: cell.dataset.pbColumn, name: cell.dataset.pbName, short: cell.dataset.pbShort };
      }),
      rows: list(table.tBodies[0].rows).map(function (row) {
        var cells = list(row.cells);
        return {
          element: row,
          cells: cells,
          last: cells[cells.length - 1],
          holds: cells.slice(1, -1).map(function (cell) {
            return cell.dataset.pbHolds.split(" ").filter(Boolean).map(Number);
          }),
        };
      }),
    };
  }

  /* Steps stand below headings with an anchor step-<from>-to-<to>. */
  function steps(article) {
    return list(article.querySelectorAll('h3 > a[id^="step-"]')).map(function (anchor) {
      var heading = anchor.parentNode;
      var elements = [heading];
      var next = heading.nextElementSibling;
      while (next && !/^(H[1-3]|SECTION)$/.test(next.tagName)) {
        elements.push(next);
        next = next.nextElementSibling;
      }
      var link = document.querySelector('.md-nav--secondary a[href="#' + heading.id + '"]');
      if (link) elements.push(link.parentNode);
      return { id: anchor.id, elements: elements };
    });
  }

  // The address --------------------------------------------------------------------------------

  /* Only what the page knows is taken from it; fewer than two of that are no comparison. */
  function fromAddress() {
    var keys = (new URLSearchParams(location.search).get(KEY) || "").split(",");
    var places = page.columns.reduce(function (found, column, place) {
      return keys.indexOf(column.key) < 0 ? found : found.concat(place);
    }, []);
    return places.length < FEWEST ? page.usual : places.slice(0, MOST);
  }

  /* The choice as an address says it; nothing where it is the usual one. */
  function said() {
    if (page.chosen.join() === page.usual.join()) return "";
    var keys = page.chosen.map(function (place) {
      return encodeURIComponent(page.columns[place].key);
    });
    return KEY + "=" + keys.join(",");
  }

  function toAddress() {
    var others = new URLSearchParams(location.search);
    others.delete(KEY);
    var parts = [others.toString(), said()].filter(Boolean);
    return location.pathname + (parts.length ? "?" + parts.join("&") : "") + location.hash;
  }

  /* The other pages that compare are opened with the same roles. */
  function takeAlong() {
    list(document.links).forEach(function (link) {
      var there = link.pathname;
      if (there.indexOf(PAGES) >= 0 && there !== location.pathname) link.search = said();
    });
  }

  // What is shown ------------------------------------------------------------------------------

  /* A small word at the end of a line, which ends at `before`; none where it does not hold. */
  function note(cell, before, name, words, holds) {
    var last = before ? before.previousElementSibling : cell.lastElementChild;
    if (last && last.className === name) last.remove();
    if (!holds) return;
    var text = before ? before.previousSibling : cell.lastChild;
    if (text && !/\s$/.test(text.textContent)) {
      cell.insertBefore(document.createTextNode(" "), before);
    }
    cell.insertBefore(make("span", { class: name }, words), before);
  }

  function markAnswer(cell, own, elsewhere) {
    var shared = own.some(function (part) { return elsewhere.indexOf(part) >= 0; });
    var ends = list(cell.querySelectorAll("br")).concat(null);
    own.forEach(function (part, line) {
      var alone = shared && elsewhere.indexOf(part) < 0;
      note(cell, ends[line] || null, "only-here", "(only here)", alone);
    });
  }

  function markLevel(cell, rank, left) {
    var way = left === undefined ? 0 : rank - left;
    note(cell, null, "rise", (way > 0 ? "\u2191" : "\u2193") + Math.abs(way), way !== 0);
  }

  function showRow(table, row) {
    var chosen = page.chosen;
    var holds = chosen.map(function (place) { return row.holds[place]; });
    chosen.forEach(function (place, index) {
      var cell = row.cells[place + 1];
      if (table.kind === "levels") {
        markLevel(cell, holds[index][0], index ? holds[index - 1][0] : undefined);
        return;
      }
      var others = holds.filter(function (_, other) { return other !== index; });
      markAnswer(cell, holds[index], [].concat.apply([], others));
    });
    var names = chosen.map(function (place) { return page.columns[place].short; });
    var found = table.kind === "levels" ? inWords.ofLevels(holds) : inWords.ofAnswers(holds, names);
    row.last.textContent = found.words;
    row.element.hidden = holds.every(function (own) {
      return table.kind === "levels" ? own[0] === 0 : !own.length;
    });
    return found.differs;
  }

  function showTable(table) {
    var differ = 0;
    var rows = 0;
    table.heads.slice(1, -1).forEach(function (head, place) {
      var hidden = page.chosen.indexOf(place) < 0;
      head.hidden = hidden;
      table.rows.forEach(function (row) { row.cells[place + 1].hidden = hidden; });
    });
    table.rows.forEach(function (row) {
      var differs = showRow(table, row);
      if (row.element.hidden) return;
      rows += 1;
      if (differs) differ += 1;
    });
    return differ + " of " + rows + (table.kind === "levels" ? " competencies" : " answers");
  }

  function showSteps() {
    var all = page.chosen.length === page.columns.length;
    var wanted = {};
    page.chosen.forEach(function (from) {
      page.chosen.forEach(function (to) {
        wanted["step-" + page.columns[from].key + "-to-" + page.columns[to].key] = true;
      });
    });
    page.steps.forEach(function (step) {
      var hidden = !all && !Object.prototype.hasOwnProperty.call(wanted, step.id);
      step.elements.forEach(function (element) { element.hidden = hidden; });
    });
    var shown = page.steps.filter(function (step) { return !step.elements[0].hidden; });
    page.noStep.hidden = Boolean(shown.length) || !page.steps.length;
  }

  function show(refused) {
    page.boxes.forEach(function (box, place) {
      box.checked = page.chosen.indexOf(place) >= 0;
    });
    var counts = page.tables.map(showTable);
    showSteps();
    takeAlong();
    var names = page.chosen.map(function (place) { return page.columns[place].name; });
    var found = inWords.listed(names) + ": " + counts.join(" and ") + " differ.";
    page.status.textContent = (refused ? refused + " " : "") + found;
  }

  function chose() {
    var chosen = page.boxes.reduce(function (found, box, each) {
      return box.checked ? found.concat(each) : found;
    }, []);
    if (chosen.length < FEWEST) return show("It takes two roles to compare: choose another first.");
    if (chosen.length > MOST) return show("At most four roles fit side by side: take one away first.");
    page.chosen = chosen;
    history.pushState(history.state, "", toAddress());
    show();
  }

  function panel() {
    var box = make("div", { class: "pb-choice" });
    var group = make("fieldset", { class: "pb-choice__roles" });
    group.appendChild(make("legend", {}, "Roles to compare, two to four"));
    page.boxes = page.columns.map(function (column) {
      var label = make("label", { class: "pb-choice__role" });
      var input = make("input", { type: "checkbox", name: KEY, value: column.key, autocomplete: "off" });
      input.addEventListener("change", chose);
      label.appendChild(input);
      label.appendChild(make("span", {}, column.name));
      group.appendChild(label);
      return input;
    });
    page.status = make("p", { role: "status", "aria-live": "polite", class: "pb-choice__state" });
    box.appendChild(group);
    box.appendChild(page.status);
    return box;
  }

  function start(left) {
    var tables = list(document.querySelectorAll("table[data-pb-compared]"));
    if (!tables.length) return;
    var article = tables[0].closest("article") || document.body;
    page = { tables: tables.map(read), steps: steps(article) };
    page.columns = page.tables[0].columns;
    page.usual = page.columns.map(function (_, place) { return place; }).slice(0, MOST);
    page.noStep = make("p", { hidden: "" }, "No step leads from one of these roles to another.");
    if (page.steps.length) {
      var first = page.steps[0].elements[0];
      first.parentNode.insertBefore(page.noStep, first);
    }
    var heading = article.querySelector("h2");
    heading.parentNode.insertBefore(panel(), heading);
    follow();
    window.addEventListener("popstate", follow, { signal: left });
  }

  function follow() {
    page.chosen = fromAddress();
    show();
  }

  window.playbookEachPage(start);
})();
