/* What a table to sort and filter knows: its columns and rows from data attributes
   (generator/site/tables.py), what the reader chose from the address. Nothing here changes the
   page; playbook-table.js does. */
window.playbookTable = (function () {
  "use strict";

  /* Without case and accents: people type Dusseldorf for Düsseldorf. */
  function folded(words) {
    return words.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  }

  function counted(number, list) {
    return number + " " + (number === 1 ? list.one : list.many);
  }

  /* What a table says about itself. */
  function read(table, index) {
    var list = {
      table: table,
      body: table.tBodies[0],
      prefix: index ? index + 1 + "." : "",
      name: table.dataset.pbName,
      one: table.dataset.pbOne,
      many: table.dataset.pbMany,
      columns: [],
      facets: [],
      id: "pb:list-" + (index + 1),
    };
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, place) {
      var data = cell.dataset;
      list.columns.push({ key: data.pbKey, name: cell.textContent, cell: cell });
      if (data.pbFacet) {
        list.facets.push({
          key: data.pbFacet,
          name: data.pbFacetName,
          place: place,
          choices: JSON.parse(data.pbChoices),
        });
      }
    });
    list.rows = Array.prototype.map.call(list.body.rows, function (row, place) {
      return {
        element: row,
        place: place,
        words: folded(row.textContent),
        ranks: Array.prototype.map.call(row.cells, function (cell) {
          return cell.dataset.pbRank === undefined ? null : Number(cell.dataset.pbRank);
        }),
        has: list.facets.map(function (facet) {
          return (row.cells[facet.place].dataset.pbHas || "").split(" ").filter(Boolean).map(Number);
        }),
      };
    });
    return list;
  }

  /* The address: only what the table knows is taken from it, the rest is left as it is. */
  function fromAddress(list) {
    var said = new URLSearchParams(location.search);
    var sort = said.get(list.prefix + "sort");
    var sorted = list.columns.findIndex(function (column) {
      return column.key === sort;
    });
    return {
      chosen: list.facets.map(function (facet) {
        var keys = said.getAll(list.prefix + facet.key);
        return facet.choices.reduce(function (found, choice, place) {
          return keys.indexOf(choice[0]) < 0 ? found : found.concat(place);
        }, []);
      }),
      text: (said.get(list.prefix + "text") || "").slice(0, 200),
      sorted: sorted,
      down: sorted >= 0 && said.get(list.prefix + "desc") === "1",
    };
  }

  function toAddress(list) {
    var state = list.state;
    var said = new URLSearchParams(location.search);
    ["text", "sort", "desc"].forEach(function (key) {
      said.delete(list.prefix + key);
    });
    list.facets.forEach(function (facet, index) {
      said.delete(list.prefix + facet.key);
      state.chosen[index].forEach(function (place) {
        said.append(list.prefix + facet.key, facet.choices[place][0]);
      });
    });
    if (state.text.trim()) said.set(list.prefix + "text", state.text);
    if (state.sorted >= 0) said.set(list.prefix + "sort", list.columns[state.sorted].key);
    if (state.down) said.set(list.prefix + "desc", "1");
    var query = said.toString();
    return location.pathname + (query ? "?" + query : "") + location.hash;
  }

  function blank(list) {
    return {
      facets: list.facets,
      columns: list.columns,
      prefix: list.prefix,
      state: {
        chosen: list.facets.map(function () {
          return [];
        }),
        text: "",
        sorted: -1,
        down: false,
      },
    };
  }

  /* The words somebody typed; a row has to hold all of them. */
  function typed(state) {
    return folded(state.text).split(/\s+/).filter(Boolean);
  }

  function fits(row, state, words) {
    var chosen = state.chosen.every(function (places, index) {
      return (
        !places.length ||
        places.some(function (place) {
          return row.has[index].indexOf(place) >= 0;
        })
      );
    });
    return (
      chosen &&
      words.every(function (word) {
        return row.words.indexOf(word) >= 0;
      })
    );
  }

  /* What is empty comes last in either direction; equal rows keep their order. */
  function inOrder(list) {
    var place = list.state.sorted;
    var way = list.state.down ? -1 : 1;
    return list.rows.slice().sort(function (one, other) {
      var first = place < 0 ? one.place : one.ranks[place];
      var second = place < 0 ? other.place : other.ranks[place];
      if (first === second) return one.place - other.place;
      if (first === null || second === null) return first === null ? 1 : -1;
      return way * (first - second);
    });
  }

  function inWords(list, left) {
    var state = list.state;
    var all = list.rows.length;
    var parts = list.facets.reduce(function (found, facet, index) {
      if (!state.chosen[index].length) return found;
      var names = state.chosen[index].map(function (place) {
        return facet.choices[place][1];
      });
      return found.concat(facet.name + ": " + names.join(" or "));
    }, []);
    if (state.text.trim()) parts.push("with \u201c" + state.text.trim() + "\u201d");
    var said = parts.length
      ? (left || "None") + " of " + counted(all, list) + " (" + parts.join("; ") + ")"
      : counted(all, list);
    if (state.sorted < 0) return said;
    var column = list.columns[state.sorted].name;
    return said + ", sorted by " + column.toLowerCase() + (state.down ? ", last first" : "");
  }

  return {
    read: read,
    blank: blank,
    fromAddress: fromAddress,
    toAddress: toAddress,
    typed: typed,
    fits: fits,
    inOrder: inOrder,
    inWords: inWords,
  };
})();
