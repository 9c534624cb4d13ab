/* What somebody types, as words that carry weight; and names matched with typos. */

import MiniSearch from "./playbook-search-minisearch.js";

const WITHOUT_WEIGHT = new Set(
  `a about all am an and any are as at be been being but by can could define definition describe did
  do does doing each explain explanation find for from get give had has have having he her
  here his how i if in into is it its just list many may me mean meaning means meant might more most
  much must my need no not of on one or our out over please shall she should show so some such tell
  than that the their them then there these they this those to up us use used was way we were what
  when where whether which while who whom whose why will with work works would you your`.split(/\s+/),
);
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th" };
const GERMAN = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };
const BETWEEN = /[^\p{L}\p{N}]+/u;
const MOST_WORDS = 8;

export function split(text) {
  return text.split(BETWEEN).filter(Boolean);
}

/* A word without accents, in small letters. */
export function fold(word) {
  const plain = word.toLowerCase().replace(/[ßæœøłđðþ]/g, (letter) => LETTERS[letter]);
  return plain.normalize("NFD").replace(/\p{M}/gu, "");
}

/* Both ways in which a word with an umlaut is typed on a plain keyboard. */
function forms(word) {
  const lower = word.toLowerCase().normalize("NFC");
  const german = lower.replace(/[äöüøå]/g, (letter) => GERMAN[letter]);
  return german === lower ? fold(lower) : [fold(lower), fold(german)];
}

/* First letter and consonants: what stays of a name that is typed in a hurry. */
function shape(word) {
  const plain = fold(word);
  const consonants = plain[0] + plain.slice(1).replace(/[aeiouhwy]/g, "").replace(/(.)\1+/g, "$1");
  return consonants.length > 2 ? consonants : null;
}

/* The words of a question that carry weight; all of them where none does. */
export function weighty(text) {
  const words = split(text).slice(0, 4 * MOST_WORDS);
  const loud = words.length > 3 && text === text.toUpperCase();
  const kept = words.filter((word) => !isLight(word, loud));
  return [...new Set((kept.length ? kept : words).map((word) => word.toLowerCase()))].slice(0, MOST_WORDS);
}

function isLight(word, loud) {
  if (word.length === 1 && !/\d/.test(word)) return true;
  if (word === word.toUpperCase() && !loud) return false; // AM is an abbreviation
  return WITHOUT_WEIGHT.has(word.toLowerCase());
}

/* All names of a site. `names`: lists of kind, title, address, other names and page; `weights`: those
   of the kinds, below one for terms. */
export class Names {
  constructor(names, weights) {
    this.weights = weights;
    this.all = names.map(([kind, title, url, also, page], id) => (
      { id, kind, title, url, also, page, common: weights[kind] < 1 || !/\/./.test(url) }
    ));
    this.byName = this._index(["title", "also", "page"], forms);
    this.byShape = this._index(["title"], shape);
  }

  /* The names that stand in a question: what it is about. One word alone names no term and no section
     of the site, as too many questions hold it. */
  within(words) {
    const typed = ` ${words.map(fold).join(" ")} `;
    const length = (name) => {
      const fits = called(name).map((each) => split(each).map(fold));
      const lengths = fits.map((parts) => (typed.includes(` ${parts.join(" ")} `) ? parts.length : 0));
      return Math.max(...lengths);
    };
    return this.all
      .map((name) => ({ ...name, length: length(name) }))
      .filter((name) => name.length > (name.common ? 1 : 0))
      .sort((one, other) => other.length - one.length || one.common - other.common || one.id - other.id);
  }

  _index(fields, processTerm) {
    const index = new MiniSearch({ fields, processTerm, tokenize: split });
    index.addAll(this.all);
    return index;
  }

  /* The names that hold all of `words`, best first, and whether it took a typo to find them.
     What is being typed is not finished: the last letters of each word may be missing. */
  find(words) {
    const boost = { title: 2 };
    const boostDocument = (id) => this.weights[this.all[id].kind];
    const prefix = (word) => word.length > 1;
    const common = { boost, boostDocument, combineWith: "AND", processTerm: fold, prefix };
    const searched = (index, more, typed = words) => this._searched(index, typed, { ...common, ...more });
    const exact = searched(this.byName, {});
    if (exact.length) return { found: exact, typo: false };
    const near = searched(this.byName, { fuzzy });
    if (near.length) return { found: near, typo: true };
    const hurried = searched(this.byShape, { boost: {}, prefix: false, processTerm: shape });
    if (hurried.length) return { found: hurried, typo: true };
    const far = { fuzzy: (word) => word.length > 3 && 2 };
    const found = searched(this.byName, far);
    const long = words.filter((word) => word.length > 3);
    // A short word with a wrong letter may be any other one.
    return { found: found.length || long.length < 2 ? found : searched(this.byName, far, long), typo: true };
  }

  _searched(index, words, options) {
    const typed = words.join(" ");
    const whole = fold(typed);
    return index
      .search(typed, options)
      .map(({ id, score }) => {
        const name = this.all[id];
        return { ...name, score: isWhole(name, whole) ? 8 * score : score };
      })
      .sort((one, other) => other.score - one.score || one.id - other.id);
  }

  /* The word of a name that is most like a word nobody uses; nothing where none is. */
  like(word) {
    if (word.length < 4) return undefined;
    const [best] = this.byName.search(word, { fuzzy, processTerm: fold });
    return best && best.terms[0];
  }
}

function fuzzy(word) {
  if (word.length < 3) return false;
  return word.length < 6 ? 1 : 2;
}

/* A name as it is called: `Key Account Manager (KAM)` in full, without and by its abbreviation. */
function called({ title, also }) {
  const [, full = title, short = ""] = /^(.*?) *\(([^)]*)\)$/.exec(title) || [];
  return [title, full, short, ...also.split(",")].map((each) => each.trim()).filter(Boolean);
}

function isWhole(name, typed) {
  return called(name).some((each) => fold(weighty(each).join(" ")) === typed);
}
