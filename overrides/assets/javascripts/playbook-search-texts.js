/* The text of all pages, from Pagefind: its index lies in shards, which are merged here. */

import { fold, split } from "./playbook-search-words.js";

const FIRST = 20; // sections looked at; their kinds and pages come with them
const NARROWED = 120;
const META = { title: 6, also: 6, page: 2, plain: 1, above: 0, kind: 0, weight: 0 };
const RANKING = { pageLength: 0.3, termFrequency: 0.5, termSaturation: 1.2, termSimilarity: 9, metaWeights: META };
const EXCERPT = 26; // words

export class Texts {
  static async load(folder, listed) {
    const [first, ...others] = listed.shards.map(([shard, version]) => ({
      path: new URL(`${shard}/`, folder).href,
      options: { language: "en", ranking: RANKING, metaCacheTag: version },
    }));
    if (!first) return new Texts(null, listed);
    const { createInstance } = await import(`${first.path}pagefind.js`);
    const pagefind = createInstance({ ...first.options, basePath: first.path, noWorker: true });
    await pagefind.init();
    await Promise.all(others.map(({ path, options }) => pagefind.mergeIndex(path, options)));
    return new Texts(pagefind, listed);
  }

  constructor(pagefind, listed) {
    this.pagefind = pagefind;
    this.records = listed.records;
    this.weights = new Map(listed.kinds);
  }

  /* Sections that hold the words, best first, and the words that none holds. A section need not hold
     all of them: a rare word counts more than a common one, and all of them more than some. */
  async find(words, kind) {
    if (!this.pagefind) return { found: [], missing: words };
    const hits = await Promise.all(words.map((word) => this._hits(word)));
    const all = hits.reduce((sum, { rare }) => sum + rare, 0);
    const scored = new Map();
    hits.forEach(({ word, rare, sure, results }) => {
      results.forEach(({ id, share, data }) => {
        const entry = scored.get(id) || { data, parts: [] };
        entry.parts.push({ word, rare, sure, share });
        scored.set(id, entry);
      });
    });
    const ranked = [...scored.values()].map((entry) => ({ ...entry, score: total(entry.parts, all) }));
    ranked.sort((one, other) => other.score - one.score);
    const looked = await Promise.all(
      ranked.slice(0, kind ? NARROWED : FIRST).map((entry) => this._section(entry, all)),
    );
    const held = new Set(looked.flatMap((section) => section.words));
    const found = looked.filter((section) => section.score && (!kind || section.kind === kind));
    found.sort((one, other) => other.score - one.score || (one.url < other.url ? -1 : 1));
    return { found, missing: words.filter((word, place) => !hits[place].sure && !held.has(word)) };
  }

  /* The sections with a word, each with its share of the best score. Where no section holds the word
     itself, Pagefind gives those with a longer one, or with one that merely begins alike. */
  async _hits(word) {
    const [{ results: exact }, { results: near }] = await Promise.all(
      [`"${word}"`, word].map((text) => this.pagefind.search(text)),
    );
    const sure = exact.length > 0;
    const scores = new Map(near.map(({ id, score }) => [id, score]));
    const kept = sure ? exact.map((hit) => ({ ...hit, score: scores.get(hit.id) || 0 })) : near;
    const best = Math.max(...kept.map(({ score }) => score)) || 1;
    const results = kept.map(({ id, score, data }) => ({ id, data, share: 0.25 + (0.75 * score) / best }));
    return { word, sure, results, rare: Math.log(1 + this.records / (kept.length || this.records)) };
  }

  async _section({ data, parts }, all) {
    const { raw_url: url, content, meta } = await data();
    const said = beginnings(`${content} ${Object.values(meta).join(" ")}`);
    const kept = parts.filter(({ word, sure }) => sure || said.some((each) => each.startsWith(fold(word))));
    const weight = this.weights.get(meta.kind) * Number(meta.weight || 1);
    return {
      url,
      page: url.split("#")[0],
      score: total(kept, all) * weight,
      words: kept.map(({ word }) => word),
      text: content.startsWith(meta.title) ? content.slice(meta.title.length) : content,
      kind: meta.kind,
      above: meta.above,
      title: meta.title,
      pageTitle: meta.page || meta.title,
    };
  }
}

function total(parts, all) {
  const held = parts.reduce((sum, { rare }) => sum + rare, 0) / all;
  return held ** 2 * parts.reduce((sum, { rare, share }) => sum + rare * share, 0);
}

function beginnings(text) {
  return split(fold(text));
}

/* The part of a text in which most of the words stand, as pieces; those to be marked are lists. */
export function excerpt(text, words) {
  const pieces = text.split(/\s+/).filter(Boolean);
  const stems = words.map((word) => fold(word).replace(/(?:ies|es|s|ing|ed)$/, "")).filter((stem) => stem.length > 1);
  const hits = pieces.map((piece) => {
    const plain = fold(piece).replace(/^[^\p{L}\p{N}]+/u, "");
    return stems.findIndex((stem) => plain.startsWith(stem));
  });
  let best = 0;
  let most = -1;
  hits.forEach((hit, place) => {
    if (hit < 0) return;
    const within = new Set(hits.slice(place, place + EXCERPT).filter((each) => each >= 0)).size;
    if (within > most) [best, most] = [place, within];
  });
  const start = Math.max(0, Math.min(best - 3, pieces.length - EXCERPT));
  const shown = pieces.slice(start, start + EXCERPT);
  return {
    before: start > 0,
    after: start + EXCERPT < pieces.length,
    pieces: shown.map((piece, place) => ({ text: piece, marked: hits[start + place] >= 0 })),
  };
}
