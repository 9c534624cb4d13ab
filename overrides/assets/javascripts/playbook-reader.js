/* The home page of somebody who has said who they are: their accounts, and what they have to do, taken
   from their own page. The choice stays in this browser. Without this script, or where their page
   does not arrive, the link to the list of people leads there. */
(function () {
  "use strict";

  const make = window.playbookMake;
  const PARTS = 3; // of their page: accounts, what is due, promises
  const ROWS = 8;

  function key() {
    return "playbook-reader:" + new URL(".", location.href).pathname;
  }

  function kept() {
    try {
      return localStorage.getItem(key()) || "";
    } catch (error) {
      return "";
    }
  }

  function keep(address) {
    try {
      if (address) localStorage.setItem(key(), address);
      else localStorage.removeItem(key());
    } catch (error) {
      // A browser that keeps nothing asks again next time.
    }
  }

  /* A part of their page: its links lead from here, and it has no ids, which this page may have. */
  function brought(element, from) {
    const copy = document.importNode(element, true);
    [copy, ...copy.querySelectorAll("*")].forEach((each) => {
      each.removeAttribute("id");
      if (each.hasAttribute("href")) each.href = new URL(each.getAttribute("href"), from).href;
    });
    copy.querySelectorAll(".headerlink, .pb-edit").forEach((each) => each.remove());
    copy.querySelectorAll("tbody").forEach((rows) => [...rows.rows].slice(ROWS).forEach((row) => row.remove()));
    return copy;
  }

  function parts(article, from) {
    return [...article.querySelectorAll("h2")].slice(0, PARTS).flatMap((title) => {
      const found = [make("h3", {}, title.firstChild.textContent.trim())];
      for (let next = title.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
        if (!next.matches("details, .pb-footer")) found.push(brought(next, from));
      }
      return found;
    });
  }

  async function work(name, address, signal) {
    const from = new URL(address, location.href);
    const answer = await fetch(from, { signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const all = make("p", {}, make("a", { href: from.href }, "All that " + name + " holds"));
    return [...parts(page.querySelector("article"), from), all];
  }

  playbookEachPage(function (signal) {
    const data = document.querySelector("[data-pb-readers]");
    if (!data || document.querySelector(".pb-reader")) return;
    const readers = new Map(JSON.parse(data.dataset.pbReaders).map(([name, address]) => [address, name]));
    const shown = make("div", { class: "pb-reader__work", "aria-live": "polite" });
    const choice = make("select", {}, make("option", { value: "" }, "…"));
    readers.forEach((name, address) => choice.append(make("option", { value: address }, name)));

    async function show() {
      const address = choice.value;
      const name = readers.get(address);
      if (!address) return shown.replaceChildren();
      try {
        const found = await work(name, address, signal);
        if (choice.value !== address) return;
        shown.replaceChildren(...found);
        window.playbookMarkLate(shown);
      } catch (error) {
        if (!signal.aborted && choice.value === address) {
          shown.replaceChildren(make("p", {}, make("a", { href: address }, "The page of " + name)));
        }
      }
    }

    choice.addEventListener("change", () => {
      keep(choice.value);
      show();
    });
    data.after(make("section", { class: "pb-reader", "aria-label": "Your work" },
      make("p", {}, make("label", {}, "I am ", choice)), shown));
    if (readers.has(kept())) choice.value = kept();
    show();
  });
})();
