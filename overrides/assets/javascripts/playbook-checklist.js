/* Checklists to fill in. The parts: -model (what follows from what), -file (the format), -merge
   (bringing a file in), -store (this browser), -items, -gaps, -sheet, -side, -ask and
   -tools (what is shown).
   Without these scripts a checklist is a list to print and to write on. */
(function () {
  "use strict";

  const checklist = window.playbookChecklist;
  const { make, button } = checklist;

  function start(left) {
    const list = checklist.read();
    if (!list) return;
    const kept = checklist.load(list);
    let blocked = kept.blocked;

    const show = () => {
      list.here.forEach((entry) => checklist.show(list, entry, changed));
      showRest();
    };
    const showRest = () => {
      checklist.showTools(list, blocked);
      if (!list.tasks) checklist.showGaps(list);
      checklist.showSheet(list);
      showApart(list, changed);
    };
    const changed = (entry) => {
      blocked = !checklist.save(list);
      if (entry) {
        checklist.show(list, entry, changed);
        showRest();
      } else show();
    };
    /* Put other records in the place of these; it can be taken back until the page is left. */
    const act = (records, words) => {
      const before = list.records;
      list.records = new Map(records);
      checklist.settle(list);
      changed();
      checklist.tell(list, words, () => {
        act(before, "It was taken back.");
        list.message.querySelector("button").focus();
      });
    };

    place(list, act, changed);
    show();
    if (kept.problem) checklist.tell(list, kept.problem);
    checklist.follow(list, show, left);
    left.addEventListener("abort", () => checklist.printAll());
  }

  function place(list, act, changed) {
    const sheet = checklist.sheet(list);
    above(list.here[0].element.closest("ul")).before(checklist.tools(list, act), sheet);
    list.here.forEach((entry) => checklist.dress(list, entry, changed));
    list.apartBox = make("section", { class: "pb-apart", "aria-label": "Entries without a line" });
    list.data.before(list.apartBox);
  }

  /* What the tools stand before: the heading of the first list, or all days where they are parts. */
  function above(first) {
    const part = first.closest(".pb-layout--days > .pb-part");
    if (part) return part;
    for (let each = first; each; each = each.previousElementSibling) {
      if (/^H[23]$/.test(each.tagName)) return each;
    }
    return first;
  }

  /* Entries whose line has gone from the definition: kept, with their old words. */
  function showApart(list, changed) {
    const key = list.apart.map((record) => record.id + record.at).join(" ");
    if (list.apartShown === key) return;
    list.apartShown = key;
    list.apartBox.replaceChildren();
    if (!list.apart.length) return;
    const rows = list.apart.map((record) => {
      const remove = button("Remove", () => {
        checklist.remove(list, record);
        changed();
        const next = list.apartBox.querySelector("button") || document.querySelector(".pb-check button");
        next.focus();
      });
      remove.setAttribute("aria-label", "Remove: " + record.name);
      return make("li", {}, make("p", {}, inWords(list, record)), remove);
    });
    list.apartBox.append(
      make("h2", {}, "No longer on this list"),
      make("p", {}, "What you had entered for lines that this list does not have any more."),
      make("ul", {}, ...rows)
    );
  }

  function inWords(list, record) {
    const parts = [record.name];
    if (list.tasks) parts.push("ticked, " + record.group);
    else parts.push(checklist.levelName(list, record.level) || record.level_name || "not assessed");
    if (record.evidence) parts.push("evidence: " + record.evidence);
    if (record.next) parts.push("next step: " + record.next);
    return parts.join("; ");
  }

  window.playbookEachPage(start);
})();
