// The search: in a dialog on every page, and on the page search/. Loaded at the first use.
// Keys: arrows move through the results, Enter opens one, Esc closes and goes back to where one was.
import { SearchEngine } from "./search-engine.js";

const parts = document.getElementById("search-parts");
const say = JSON.parse(parts.dataset.words);
const root = new URL(parts.dataset.root, location.href);
const language = document.documentElement.lang === "en" ? "en" : "da";
const engine = new SearchEngine(root, language);
const WAIT = 180; // milliseconds without a letter before a search begins
const IN_DIALOG = 8;

const searchPage = (query) => {
  const address = new URL(parts.dataset.page, location.href);
  if (query) address.searchParams.set("q", query);
  return address.href;
};

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** A sentence with words put in for {name}; a value may be an element. */
function sentence(text, values) {
  const made = element("p");
  for (const part of text.split(/(\{\w+\})/)) {
    const value = values[part.slice(1, -1)];
    made.append(part.startsWith("{") && value !== undefined ? value : part);
  }
  return made;
}

function link(text, address) {
  const made = element("a", text);
  made.href = address;
  return made;
}

function hitItem(hit) {
  const item = parts.content.querySelector(".hit").cloneNode(true);
  const [kicker, named, summary] = item.children;
  kicker.append(element("strong", hit.kind), hit.line ? ` · ${hit.line}` : "");
  named.firstChild.textContent = hit.title;
  named.firstChild.href = hit.url;
  // A work without a word of ours has only its title to say.
  if (hit.summary.startsWith(hit.title)) summary.remove();
  else summary.textContent = hit.summary;
  return item;
}

/** Results for one field, in one place. */
class Results {
  constructor(field, place, { most = Infinity, onAsk = () => {} } = {}) {
    Object.assign(this, { field, place, most, onAsk, asked: "", turn: 0, timer: 0 });
    this.status = element("p", "", "search-status");
    this.status.setAttribute("role", "status");
    this.list = element("ol", "", "hits");
    this.list.setAttribute("role", "list");
    this.below = element("div", "", "search-below");
    place.append(this.status, this.list, this.below);
    field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT);
    });
    field.addEventListener("keydown", (event) => this.fromField(event));
    this.list.addEventListener("keydown", (event) => this.fromHit(event));
  }

  async ask() {
    const query = this.field.value.trim();
    if (query === this.asked) return;
    this.asked = query;
    this.turn += 1;
    const turn = this.turn;
    this.onAsk(query);
    if (query.length < 2) {
      this.show(null, query);
      return;
    }
    this.place.setAttribute("aria-busy", "true");
    const answer = await engine.search(query).catch(() => undefined);
    if (turn !== this.turn) return;
    this.place.removeAttribute("aria-busy");
    this.show(answer, query);
  }

  show(answer, query) {
    this.list.replaceChildren();
    this.below.replaceChildren();
    this.status.replaceChildren();
    this.place.dataset.answered = query;
    if (answer === null) return;
    if (answer === undefined) {
      this.status.textContent = say.failed;
      return;
    }
    if (!answer.hits.length) {
      this.showNothing(answer, query);
      return;
    }
    this.list.append(...answer.hits.slice(0, this.most).map(hitItem));
    const count = (answer.total === 1 ? say.one : say.many).replace("{n}", answer.total);
    this.status.append(element("strong", count));
    for (const [asked, taken] of answer.instead) this.status.append(" ", sentence(say.instead, { asked, taken: element("strong", taken) }).textContent);
    this.showMore(answer, query);
  }

  showMore(answer, query) {
    if (this.most < answer.total) {
      this.below.append(link(say.all.replace("{n}", answer.total), searchPage(query)));
      return;
    }
    if (answer.hits.length >= answer.total) return;
    const button = element("button", say.more, "button");
    button.type = "button";
    button.addEventListener("click", async () => {
      const more = await answer.rest();
      const items = more.map(hitItem);
      this.list.append(...items);
      items[0]?.querySelector("a").focus();
      if (this.list.children.length >= answer.total || !more.length) button.remove();
    });
    this.below.append(button);
  }

  /** Never a blank: the nearest words, the glossary, the questions and the finder. */
  showNothing(answer, query) {
    this.status.append(sentence(say.nothing, { query: element("strong", query) }).textContent);
    if (answer.near.length) {
      const near = element("p", `${say.near} `, "search-near");
      answer.near.forEach((word, at) => near.append(at ? ", " : "", link(word, searchPage(word))));
      near.addEventListener("click", (event) => {
        if (!event.target.href || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        this.field.value = event.target.textContent;
        this.field.focus();
        this.ask();
      });
      this.below.append(near);
    }
    const ways = element("ul", "", "search-ways");
    for (const [text, address] of say.ways) {
      const item = element("li");
      item.append(link(text, new URL((language === "en" ? "en/" : "") + address, root).href));
      ways.append(item);
    }
    this.below.append(element("p", say.otherwise), ways);
  }

  links() {
    return [...this.place.querySelectorAll(".hits a, .search-below a, .search-below button")];
  }

  fromField(event) {
    if (event.key !== "ArrowDown") return;
    const [first] = this.links();
    if (!first) return;
    event.preventDefault();
    first.focus();
  }

  fromHit(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const links = this.links();
    const at = links.indexOf(document.activeElement) + step;
    if (at < 0) this.field.focus();
    else links[Math.min(at, links.length - 1)].focus();
  }
}

let dialog = null;
let before = null;

/** The look of the search, where the page has not brought it. */
function loadLook() {
  const address = new URL("search.css", import.meta.url).href;
  if (document.querySelector(`link[href="${address}"], link[href$="assets/search.css"]`)) return Promise.resolve();
  const look = element("link");
  look.rel = "stylesheet";
  look.href = address;
  document.head.append(look);
  return new Promise((done) => {
    look.addEventListener("load", done);
    look.addEventListener("error", done);
  });
}

function makeDialog() {
  dialog = parts.content.querySelector("dialog").cloneNode(true);
  document.body.append(dialog);
  const field = dialog.querySelector("input");
  const results = new Results(field, dialog.querySelector(".search-found"), { most: IN_DIALOG });
  dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());
  // A search field would take the first Esc to empty itself.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    document.documentElement.classList.remove("searching");
    before?.focus();
  });
  dialog.results = results;
}

/** Open the search. `written` gives what was already written when it shows; `from`: where to go back to. */
export async function openSearch(written = () => "", from = document.activeElement) {
  await loadLook();
  if (!dialog) makeDialog();
  if (dialog.open) return;
  before = from && from !== document.body ? from : null;
  const field = dialog.querySelector("input");
  const begun = written();
  if (begun) field.value = begun;
  dialog.showModal();
  document.documentElement.classList.add("searching");
  field.focus();
  if (begun) field.setSelectionRange(begun.length, begun.length);
  else field.select();
  dialog.results.ask();
}

/** The page search/: its own field and results, its question in the address. */
function onPage(place) {
  const field = document.getElementById("search-page-words");
  const results = new Results(field, place, {
    onAsk: (query) => {
      const address = searchPage(query);
      if (address !== location.href) history.replaceState(null, "", address);
      document.title = query ? `»${query}« – ${place.dataset.title}` : place.dataset.title;
    },
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    results.ask();
  });
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  place.dataset.title = document.title;
  results.ask();
  if (!field.value) field.focus();
}

const place = document.getElementById("search-page");
if (place) onPage(place);
