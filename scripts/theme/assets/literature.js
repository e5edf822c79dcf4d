// The filter of the literature. What is chosen stands in the page's address, so that it can be shared and gone back to.
// Without this script the index shows all works, by letter and theme.
"use strict";

const sift = document.querySelector(".sift");
const form = document.getElementById("sift");
const words = JSON.parse(sift.dataset.words);
const panel = form.querySelector("details");
const tools = sift.querySelector(".sift-tools");
const found = sift.querySelector(".sift-found");
const all = sift.querySelector(".sift-all");
const list = found.querySelector("ul");
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const query = document.getElementById("sift-words");
const order = document.getElementById("sift-sort");
const wide = matchMedia("(min-width: 60em)");
const STEP = 50;
const ORDERS = {
  newest: (a, b) => b.year - a.year,
  used: (a, b) => b.uses - a.uses,
};

let works = null; // loaded at the first use
let loading = null;
let shown = STEP;

// Small letters without accents, and æ, ø, å as ae, oe, aa, so that a keyboard without them finds the same.
const folded = (text) =>
  text.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa").normalize("NFD").replace(/\p{M}/gu, "");

// One row of the data file (see filter_data in scripts/render/literature_filter.py).
function asWork([key, who, title, language, meta, unsure, annotation, year, uses, held], facets) {
  const values = Object.fromEntries(facets.map(([name, options], place) => [name, held[place].map((at) => options[at])]));
  return { key, who, title, language, meta, unsure, annotation, year, uses, values, text: folded(`${who} ${title} ${meta} ${annotation}`) };
}

function load() {
  loading ??= fetch(sift.dataset.works)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then((data) => {
      works = data.works.map((row) => asWork(row, data.facets));
    });
  return loading;
}

// What is chosen: {facet: [values]}, as the boxes stand.
function chosen() {
  const values = {};
  for (const box of boxes) if (box.checked) (values[box.name] ??= []).push(box.value);
  return values;
}

const fits = (work, values, but) =>
  Object.entries(values).every(([name, wanted]) => name === but || wanted.some((value) => work.values[name].includes(value)));

// The address holds the same as the form; `push` makes a step that the back button can undo.
function keepInAddress(push) {
  const address = new URL(location.href);
  address.search = "";
  address.hash = "";
  for (const box of boxes) if (box.checked) address.searchParams.append(box.name, box.value);
  if (query.value.trim()) address.searchParams.set("q", query.value.trim());
  if (order.value) address.searchParams.set("sort", order.value);
  if (address.href === location.href) return;
  history[push ? "pushState" : "replaceState"](null, "", address);
}

function takeFromAddress() {
  const wanted = new URLSearchParams(location.search);
  for (const box of boxes) box.checked = wanted.getAll(box.name).includes(box.value);
  query.value = wanted.get("q") ?? "";
  order.value = wanted.get("sort") ?? "";
  if (order.selectedIndex < 0) order.value = "";
  for (const group of form.querySelectorAll("fieldset")) if (group.querySelector(".later input:checked")) unfold(group, true);
}

function unfold(group, open) {
  const button = group.querySelector(".more");
  group.classList.toggle("all", open);
  button.setAttribute("aria-expanded", String(open));
  button.textContent = open ? button.dataset.fewer : button.dataset.more;
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function row(work) {
  const item = element("li");
  const told = element("div");
  const link = element("a", work.title, "named");
  link.href = `${work.key}/`;
  if (work.language) link.lang = work.language;
  const meta = element("p", work.meta);
  if (work.unsure) meta.append(" ", element("span", work.unsure, "badge dashed"));
  told.append(link, meta);
  if (work.annotation) told.append(element("p", work.annotation, "good-for"));
  item.append(element("span", work.who, "who"), told);
  return item;
}

function showChips() {
  const chips = tools.querySelector(".chips");
  chips.replaceChildren();
  for (const box of boxes.filter((one) => one.checked)) {
    const label = box.parentElement.querySelector("span").textContent;
    const chip = element("button", "", "chip");
    chip.type = "button";
    chip.setAttribute("aria-label", words.remove.replace("{filter}", label));
    chip.append(label, element("span", "×"));
    chip.addEventListener("click", () => {
      box.checked = false;
      changed(true);
      (tools.querySelector(".chip") ?? query).focus();
    });
    const item = element("li");
    item.append(chip);
    chips.append(item);
  }
  const clear = element("button", words.clear, "clear");
  clear.type = "button";
  clear.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    query.value = "";
    changed(true);
    query.focus();
  });
  const last = element("li");
  last.append(clear);
  chips.append(last);
  const number = boxes.filter((box) => box.checked).length;
  chips.hidden = number === 0 && !query.value.trim();
  form.querySelector("[data-chosen]").textContent = number ? words.chosen.replace("{n}", number) : words.filters;
}

// How many works each box would give, with what is chosen in the other groups.
function showCounts(matching, values) {
  const counts = new Map();
  for (const name of new Set(boxes.map((box) => box.name))) {
    for (const work of matching) {
      if (!fits(work, values, name)) continue;
      for (const value of work.values[name]) counts.set(`${name} ${value}`, (counts.get(`${name} ${value}`) ?? 0) + 1);
    }
  }
  for (const box of boxes) {
    const number = counts.get(`${box.name} ${box.value}`) ?? 0;
    box.parentElement.querySelector(".n").textContent = number;
    box.parentElement.classList.toggle("empty", number === 0);
  }
}

function show() {
  const values = chosen();
  const asked = folded(query.value).split(/\s+/).filter(Boolean);
  const active = asked.length > 0 || Object.keys(values).length > 0 || order.value !== "";
  showChips();
  all.hidden = active && works !== null;
  found.hidden = !active || works === null;
  if (works === null) return;
  const matching = works.filter((work) => asked.every((word) => work.text.includes(word)));
  const result = matching.filter((work) => fits(work, values));
  if (ORDERS[order.value]) result.sort(ORDERS[order.value]);
  showCounts(matching, values);
  list.replaceChildren(...result.slice(0, shown).map(row));
  if (!result.length) list.append(element("li", words.none, "nothing"));
  found.querySelector("[data-show-more]").hidden = result.length <= shown;
  tools.querySelector("[data-count]").textContent = (result.length === 1 ? words.one : words.many).replace("{n}", result.length);
  tools.querySelector("[data-of]").textContent = words.of;
  tools.querySelector("[data-of]").hidden = result.length === works.length;
}

function refresh() {
  load().then(show, () => {
    all.hidden = false;
    tools.querySelector("[data-of]").textContent = words.failed;
    tools.querySelector("[data-of]").hidden = false;
  });
}

function changed(push) {
  shown = STEP;
  keepInAddress(push);
  refresh();
}

form.addEventListener("change", () => changed(true));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  changed(true);
});
query.addEventListener("input", () => changed(false));
order.addEventListener("change", () => changed(true));
found.querySelector("[data-show-more]").addEventListener("click", () => {
  const before = list.children.length;
  shown += STEP;
  show();
  list.children[before]?.querySelector("a").focus();
});
for (const button of form.querySelectorAll(".more")) {
  button.addEventListener("click", () => unfold(button.parentElement, button.getAttribute("aria-expanded") === "false"));
}
addEventListener("popstate", () => {
  takeFromAddress();
  shown = STEP;
  refresh();
});
wide.addEventListener("change", () => {
  panel.open = wide.matches;
});

form.hidden = false;
tools.hidden = false;
sift.classList.add("on");
panel.open = wide.matches;
takeFromAddress();
if (location.search.length > 1) refresh();
