/* What is required against what is assessed: as a picture and as a table. The bar is the level one
   has given oneself, the upright line the level needed; words beside say the same. */
(function () {
  "use strict";

  const checklist = window.playbookChecklist;
  const make = checklist.make;

  function gaps(list) {
    list.gaps = make("details", { class: "pb-gaps" });
    return list.gaps;
  }

  /* The widest gap first, what is not assessed last; equal ones as they stand in the list. */
  function inOrder(list) {
    const rows = list.entries.map((entry) => ({ entry, at: checklist.standing(list, entry) }));
    const weight = (row) => (row.at.gap === null ? -Infinity : row.at.gap);
    return rows.sort((one, other) => weight(other) - weight(one) || 0);
  }

  function showGaps(list) {
    const rows = inOrder(list);
    const below = rows.filter((row) => row.at.gap > 0).length;
    const open = rows.filter((row) => row.at.gap === null).length;
    const said = below + " below the level needed, " + open + " not assessed";
    list.gaps.replaceChildren(
      make("summary", {}, "Required against assessed: " + said),
      make("p", { class: "pb-gaps__key" }, "Bar: your level. Upright line: the level needed."),
      picture(list, rows, said),
      table(list, rows)
    );
  }

  function picture(list, rows, said) {
    const label = "Bars of the levels you gave yourself, each with the level needed: " + said;
    const drawn = make("div", { class: "pb-gaps__picture", role: "img" });
    drawn.setAttribute("aria-label", label + ". The table below says the same.");
    drawn.append(...rows.map((row) => bar(list, row)));
    return drawn;
  }

  function bar(list, row) {
    const cells = make("span", { class: "pb-gaps__cells" });
    list.levels.forEach((_, place) => {
      const cell = make("span", { class: "pb-gaps__cell" });
      cell.classList.toggle("pb-gaps__cell--own", place <= row.at.own);
      cell.classList.toggle("pb-gaps__cell--needed", place === row.at.needed);
      cells.append(cell);
    });
    const words = make("span", { class: "pb-gaps__words" }, row.at.words);
    return make("div", { class: "pb-gaps__row" }, make("span", {}, row.entry.name), cells, words);
  }

  function table(list, rows) {
    const heads = ["Competency", "Needed", "Assessed", "Gap"];
    const lines = rows.map((row) => [
      row.entry.name,
      checklist.levelName(list, row.entry.level),
      row.at.own < 0 ? "Not assessed" : list.levels[row.at.own][1],
      row.at.own < 0 ? "" : row.at.words,
    ]);
    return tableOf("Required against assessed", heads, lines);
  }

  /* A table as the rest of the site has them: on a phone its rows are paragraphs. */
  function tableOf(name, heads, lines) {
    const head = make("tr", {}, ...heads.map((words) => make("th", { scope: "col" }, words)));
    const body = lines.map((line) =>
      make("tr", {}, ...line.map((words, place) => cell(words, place && heads[place])))
    );
    const made = make("table", { class: "pb-table pb-table--prose" });
    made.append(make("thead", {}, head), make("tbody", {}, ...body));
    const region = make("div", { class: "table-scroll", role: "region", tabindex: "0" }, made);
    region.setAttribute("aria-label", "Table: " + name);
    return region;
  }

  function cell(words, label) {
    const made = make("td", {}, words);
    if (label) made.dataset.label = label;
    return made;
  }

  Object.assign(checklist, { gaps, showGaps, tableOf });
})();
