/* What answers a question: names to go to, then the pages whose text holds its words. */

import { Names, weighty } from "./playbook-search-words.js";
import { Texts } from "./playbook-search-texts.js";

const MOST_NAMES = 5;
const MOST_WITHIN = 1;
const MOST_SECTIONS = 3;

export class Finder {
  static async load(folder) {
    const answer = await fetch(new URL("names.json", folder));
    if (!answer.ok) throw new Error(answer.statusText);
    return new Finder(folder, await answer.json());
  }

  constructor(folder, listed) {
    this.folder = folder;
    this.listed = listed;
    this.kinds = listed.kinds.map(([label]) => label);
    this.nameList = new Names(listed.names, listed.kinds.map(([, weight]) => weight));
    this.texts = null;
  }

  async loadTexts() {
    this.texts = await Texts.load(this.folder, this.listed);
  }

  names(typed, kind = "") {
    const words = weighty(typed);
    const { found, typo } = this.nameList.find(words);
    const names = found.length ? found.slice(0, MOST_NAMES) : this.within(words);
    return { names: this.labelled(names, kind), words, pages: [], meant: "", typo };
  }

  async find(typed, kind = "") {
    const { names, words, typo } = this.names(typed, kind);
    const { found, missing } = await this.texts.find(words, kind);
    return {
      // Where the text holds every word as it was typed, a name that is merely like it is none.
      names: typo && !missing.length ? this.labelled(this.within(words), kind) : names,
      pages: grouped(found),
      words,
      meant: this.meant(words, missing),
    };
  }

  within(words) {
    return this.nameList.within(words).slice(0, MOST_WITHIN);
  }

  labelled(names, kind) {
    const labelled = names.map((name) => ({ ...name, label: this.kinds[name.kind] }));
    return labelled.filter(({ label }) => !kind || label === kind);
  }

  /* The question with the words of names that are most like those no page holds. */
  meant(words, missing) {
    const better = words.map((word) => (missing.includes(word) && this.nameList.like(word)) || word);
    return better.some((word, place) => word !== words[place]) ? better.join(" ") : "";
  }
}

/* Sections by page, pages by their best section. */
function grouped(sections) {
  const pages = new Map();
  sections.forEach((section) => {
    const page = pages.get(section.page) || { title: section.pageTitle, kind: section.kind, above: section.above, sections: [] };
    if (page.sections.length < MOST_SECTIONS) page.sections.push(section);
    pages.set(section.page, page);
  });
  return [...pages.values()];
}
