/* The opened search: what is typed, what is found, and the way there by mouse and keyboard. */

import { Finder } from "./playbook-search-find.js";
import { excerpt } from "./playbook-search-texts.js";

const MOST_PAGES = 10;
const NOTHING = { names: [], pages: [], words: [], meant: "" };
const WAIT = 120; // milliseconds without a key before the text is searched
const make = window.playbookMake;

export async function start(box, root) {
  const finder = await Finder.load(new URL("search/", root));
  const search = new Search(box, root, finder);
  await search.update();
  await finder.loadTexts();
  await search.update();
}

class Search {
  constructor(box, root, finder) {
    this.box = box;
    this.root = root;
    this.finder = finder;
    this.offered = [];
    this.options = 0;
    this.kind = "";
    this.turn = 0;
    this.field = box.querySelector(".md-search__input");
    this.toggle = document.getElementById("__search");
    this.status = box.querySelector(".pb-search__status");
    this.buttons = box.querySelector(".pb-search__kinds");
    this.list = box.querySelector(".pb-search__results");
    let waiting = 0;
    const later = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.update(), WAIT);
    };
    this.field.addEventListener("input", () => {
      this.kind = "";
      later();
    });
    this.field.form.addEventListener("reset", () => setTimeout(() => this.update()));
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.list.addEventListener("click", (event) => {
      if (event.target.closest("a")) this.close();
    });
  }

  close() {
    if (this.toggle.checked) this.toggle.click();
    this.field.blur();
  }

  /* Names come at once, texts when they are there; what was typed in the meantime wins. */
  async update() {
    const turn = ++this.turn;
    const typed = this.field.value.trim();
    if (!typed) return this.show(NOTHING, "Type to search all pages of this site.");
    if (!this.finder.texts) return this.show(this.finder.names(typed, this.kind), "Loading the texts.");
    const found = await this.finder.find(typed, this.kind);
    if (turn !== this.turn) return undefined;
    this.box.dataset.answered = typed;
    return this.show(found);
  }

  // What is shown ------------------------------------------------------------------------------

  show({ names, pages, words, meant }, said = "") {
    this.list.replaceChildren();
    this.select(null);
    if (names.length) this.group("Go to", "", names.map((name) => this.nameOption(name)));
    pages.slice(0, MOST_PAGES).forEach((page) => {
      const above = [page.kind, page.above].filter(Boolean).join(" · ");
      this.group(page.title, above, page.sections.map((section) => this.sectionOption(section, words)));
    });
    this.list.hidden = !this.list.childElementCount;
    this.field.setAttribute("aria-expanded", String(this.toggle.checked && !this.list.hidden));
    this.status.replaceChildren(said || this.counted(names, pages));
    if (meant) this.offer(meant);
    this.showKinds(names, pages);
    this.list.parentElement.scrollTop = 0;
  }

  counted(names, pages) {
    if (!names.length && !pages.length) {
      const where = this.kind ? ` of the kind ${this.kind}` : "";
      return `Nothing found${where} for “${this.field.value.trim()}”. Try fewer or other words.`;
    }
    const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
    const parts = [];
    if (names.length) parts.push(count(names.length, "name", "names"));
    if (pages.length) parts.push(count(Math.min(pages.length, MOST_PAGES), "page", "pages"));
    return `${parts.join(" and ")} found.`;
  }

  offer(meant) {
    const button = make("button", { type: "button", class: "pb-search__meant" }, meant);
    button.addEventListener("click", () => {
      this.field.value = meant;
      this.field.focus();
      this.update();
    });
    this.status.append(" Did you mean ", button, "?");
  }

  group(title, above, options) {
    const id = `pb:search-group-${this.list.childElementCount}`;
    const head = make("div", { class: "pb-search__head", id, role: "presentation" }, make("span", {}, title));
    if (above) head.append(make("span", { class: "pb-search__above" }, above));
    this.list.append(make("div", { role: "group", "aria-labelledby": id, class: "pb-search__group" }, head, ...options));
  }

  option(url, ...inside) {
    this.options += 1;
    const id = `pb:search-option-${this.options}`;
    const href = new URL(url, this.root).href;
    const attributes = { role: "option", id, href, class: "pb-search__option", tabindex: "-1", "aria-selected": "false" };
    return make("a", attributes, ...inside);
  }

  nameOption(name) {
    const kind = make("span", { class: "pb-search__kind" }, name.label);
    const more = [name.page, name.also].filter(Boolean).join(": ");
    const line = make("span", { class: "pb-search__title" }, name.title, " ", kind);
    return this.option(name.url, line, more ? make("span", { class: "pb-search__also" }, more) : undefined);
  }

  sectionOption(section, words) {
    const { before, after, pieces } = excerpt(section.text, words);
    const text = make("span", { class: "pb-search__text" }, before ? "… " : "");
    pieces.forEach((piece) => text.append(piece.marked ? make("mark", {}, piece.text) : piece.text, " "));
    if (after) text.append("…");
    return this.option(section.url, make("span", { class: "pb-search__title" }, section.title), text);
  }

  /* A button for each kind that was found; the one pressed shows all kinds again. */
  showKinds(names, pages) {
    if (!this.kind) {
      const found = new Set([...names.map((name) => name.label), ...pages.map((page) => page.kind)]);
      this.offered = this.finder.kinds.filter((label) => found.has(label));
    }
    this.buttons.hidden = this.offered.length < 2;
    this.buttons.replaceChildren(
      ...this.offered.map((label) => {
        const pressed = String(label === this.kind);
        const button = make("button", { type: "button", class: "pb-search__narrow", "aria-pressed": pressed }, label);
        button.addEventListener("click", () => this.narrow(label));
        return button;
      }),
    );
  }

  async narrow(label) {
    this.kind = this.kind === label ? "" : label;
    await this.update();
    [...this.buttons.children].find((button) => button.textContent === label)?.focus();
  }

  // The keyboard -------------------------------------------------------------------------------

  pressed(event) {
    const options = [...this.list.querySelectorAll("[role=option]")];
    if (!options.length || event.isComposing) return;
    const now = options.indexOf(this.selected);
    if (event.key === "ArrowDown") this.select(options[(now + 1) % options.length]);
    else if (event.key === "ArrowUp") this.select(options[(now < 0 ? 0 : now) - 1] || options.at(-1));
    else if (event.key === "Enter") (this.selected || options[0]).click();
    else return;
    event.preventDefault();
  }

  select(option) {
    this.selected?.setAttribute("aria-selected", "false");
    this.selected = option;
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    return this.field.setAttribute("aria-activedescendant", option.id);
  }
}
