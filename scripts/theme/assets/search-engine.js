// Asks Pagefind and puts its answers in order: a page about the thing before a page that mentions it.
// Pagefind wants every word of a question on the page; where that finds little, pages that hold most of them are taken too.
import { askedFor, asPage, fold, nearest, score, words } from "./search-rank.js";

const FEW = 6; // fewer pages than this, and single words are asked for
const POOL = 12; // pages that are looked at closely
const WORKS = 3; // of which so many works of literature

const AGAIN = 0.8; // what a further place on the same page is worth

const GROUPS = { page: { not: { group: "work" } }, work: { group: "work" } };

/** The words of the list: each line says how many letters (0–9, a–z) its word has in common with the one above. */
function wholeWords(text) {
  let above = "";
  return text.split("\n").filter(Boolean).map((line) => (above = above.slice(0, parseInt(line[0], 36)) + line.slice(1)));
}

/** Hits in their order, where a further place on a page makes room for another page. */
function spread(hits) {
  const pages = new Set();
  for (const hit of hits) {
    const page = hit.url.replace(/#.*/, "");
    if (pages.has(page)) hit.value *= AGAIN;
    pages.add(page);
  }
  return hits.sort((a, b) => b.value - a.value);
}

export class SearchEngine {
  /** `root`: the site's root as an address; `language`: `da` or `en`. */
  constructor(root, language) {
    this.root = root;
    this.language = language;
    this.pagefind = null;
    this.known = null;
  }

  async start() {
    this.pagefind ??= import(new URL("pagefind/pagefind.js", this.root)).then(async (pagefind) => {
      const instance = pagefind.createInstance ? await pagefind.createInstance({ noWorker: true }) : pagefind;
      await instance.options({ ranking: { termSaturation: 1.6, pageLength: 0.4, termSimilarity: 4 } });
      return instance;
    });
    return this.pagefind;
  }

  /** The words that pages are about; loaded when a word is not understood. */
  async knownWords() {
    this.known ??= fetch(new URL(`search/words-${this.language}.txt`, this.root)).then(async (answer) => (answer.ok ? wholeWords(await answer.text()) : []));
    return this.known;
  }

  /** {hits, rest, total, instead: [[asked, taken]], near: [words]}; `rest` loads further hits, ten at a time. */
  async search(query) {
    const first = await this.#ask(query);
    if (!first.missing.length) return { ...first, instead: [], near: [] };
    const known = await this.knownWords();
    const instead = [];
    let better = query;
    for (const word of first.missing) {
      const [taken] = nearest(word, known);
      if (!taken) continue;
      instead.push([word, taken]);
      better = words(better).map((one) => (one === word ? taken : one)).join(" ");
    }
    const near = [...new Set(askedFor(query, this.language).flatMap((word) => nearest(word, known, 3)))].slice(0, 6);
    if (!instead.length) return { ...first, hits: first.partly ? first.hits : [], total: first.partly ? first.total : 0, instead, near };
    const second = await this.#ask(better);
    const nothing = !second.hits.length || (second.missing.length && !second.partly);
    return nothing ? { ...second, hits: [], total: 0, instead: [], near } : { ...second, instead, near };
  }

  async #ask(query) {
    const asked = askedFor(query, this.language);
    const plain = this.#plain(query, asked);
    let [pages, works] = await Promise.all(["page", "work"].map((group) => this.#spelledEitherWay(plain.join(" "), group)));
    if (plain.length > 1) pages = this.#joined(pages, await Promise.all(plain.map((word) => this.#spelledEitherWay(word, "page"))));
    const pool = [...pages.slice(0, POOL - Math.min(WORKS, works.length)), ...works.slice(0, WORKS)];
    const looked = spread((await Promise.all(pool.map((result) => this.#look(result, query)))).sort((a, b) => b.value - a.value));
    const missing = asked.filter((word) => looked.every((hit) => hit.missing.includes(word)));
    const hits = looked.filter((hit) => hit.missing.length < asked.length);
    const later = [...pages.slice(POOL - Math.min(WORKS, works.length)), ...works.slice(WORKS)];
    const rest = async () => Promise.all(later.splice(0, 10).map((result) => this.#look(result, query)));
    return { hits, rest, total: hits.length + later.length, missing, partly: missing.length < asked.length };
  }

  /** Pagefind's results for these words, and for the same with å for aa, æ for ae, ø for oe, or with aa for å. */
  async #spelledEitherWay(text, group) {
    const pagefind = await this.start();
    const other = text.includes("å") ? text.replace(/å/g, "aa") : text.replace(/aa/g, "å").replace(/ae/g, "æ").replace(/oe/g, "ø");
    const spellings = other === text ? [text] : [text, other];
    const answers = await Promise.all(spellings.map((one) => pagefind.search(one, { filters: GROUPS[group] })));
    const found = new Map();
    for (const result of answers.flatMap((answer) => answer.results)) if (!(found.get(result.id)?.score >= result.score)) found.set(result.id, result);
    return spellings.length === 1 ? answers[0].results : [...found.values()].sort((a, b) => b.score - a.score);
  }

  /** The words as they were written, those that carry the question. */
  #plain(query, asked) {
    const written = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return written.filter((word, at) => asked.includes(fold(word)) && written.indexOf(word) === at);
  }

  /** Pages that hold all words, and those that are most about one of them; where few hold all, those that hold some. */
  #joined(pages, answers) {
    if (pages.length >= FEW) {
      const about = answers.flatMap((results) => results.slice(0, 3)).filter((one) => pages.slice(0, POOL - WORKS).every((page) => page.id !== one.id));
      const others = about.filter((one, at) => about.findIndex((other) => other.id === one.id) === at).slice(0, 5);
      const rest = pages.filter((page) => others.every((one) => one.id !== page.id));
      return [...rest.slice(0, POOL - WORKS - others.length), ...others, ...rest.slice(POOL - WORKS - others.length)];
    }
    const found = new Map(pages.map((result) => [result.id, { result, value: 10 }]));
    for (const results of answers) {
      const most = results[0]?.score || 1;
      const rarity = 1 / Math.log2(2 + results.length);
      for (const result of results.slice(0, 60)) {
        const one = found.get(result.id) ?? { result, value: 0 };
        one.value += rarity * (0.5 + result.score / most);
        found.set(result.id, one);
      }
    }
    return [...found.values()].sort((a, b) => b.value - a.value).map((one) => one.result);
  }

  async #look(result, query) {
    const page = await result.data();
    const { title, kind, line, summary, rank, about = "", address } = page.meta;
    const scored = score(asPage({ title, about, summary, content: page.content, rank }), query, this.language);
    const url = new URL(address ?? page.url, this.root).href;
    return { title, kind, line, summary, url, native: result.score, ...scored };
  }
}
