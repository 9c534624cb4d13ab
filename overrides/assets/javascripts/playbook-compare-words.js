/* What the columns that a reader compares have in common, in the words of
   generator/pages/role/compare.py and generator/pages/role/steps.py. */
window.playbookCompared = (function () {
  "use strict";

  function listed(words) {
    if (words.length < 2) return words.join("");
    return words.slice(0, -1).join(", ") + " and " + words[words.length - 1];
  }

  /* Who gives the same answer; a role that gives none differs from nobody. */
  function ofAnswers(holds, names) {
    var groups = [];
    var said = [];
    holds.forEach(function (own, place) {
      if (!own.length) return;
      var key = own.slice().sort().join();
      var group = groups.filter(function (each) { return each.key === key; })[0];
      if (!group) groups.push((group = { key: key, names: [] }));
      group.names.push(names[place]);
      said.push(names[place]);
    });
    if (said.length === 1) return { words: "only " + said[0] + " says it", differs: false };
    if (groups.length < 2) {
      var all = said.length === names.length;
      return { words: all ? "same" : "same where it is said", differs: false };
    }
    var alike = groups.filter(function (each) { return each.names.length > 1; });
    var alone = groups.filter(function (each) { return each.names.length === 1; });
    var words = alike.map(function (each) { return each.names.join(" = "); });
    if (alone.length) {
      var who = listed(alone.map(function (each) { return each.names[0]; }));
      words.push(who + (alone.length > 1 ? " each different" : " different"));
    }
    if (!alike.length) words = [names.length === 2 ? "differs" : "all differ"];
    return { words: words.join("; "), differs: true };
  }

  function ofLevels(holds) {
    var ranks = holds.map(Number);
    var rises = ranks[ranks.length - 1] - ranks[0];
    if (ranks.every(function (rank) { return rank === ranks[0]; })) {
      return { words: "same", differs: false };
    }
    var falls = ranks.some(function (rank, place) { return place && rank < ranks[place - 1]; });
    var words = "rises by " + rises + (rises === 1 ? " level" : " levels");
    return { words: falls ? "differs" : words, differs: true };
  }

  return { listed: listed, ofAnswers: ofAnswers, ofLevels: ofLevels };
})();
