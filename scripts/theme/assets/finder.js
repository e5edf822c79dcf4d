// The case finder. Rows: see finder_data in scripts/render/finder.py. Filter and address: sift.js.
import { Sift, element, fetchJson } from "./sift.js";

const FEW = 3; // so few cases that another choice is worth a word
const ONE_BY_ONE = 40; // up to so many cases are fetched each for itself, more as one file

const root = document.querySelector(".finder");
const words = JSON.parse(root.dataset.words);
const template = root.querySelector("template").content.querySelector("li");
const tensionWord = template.querySelector("dt").textContent;
const few = root.querySelector(".few");
const get = root.querySelector(".sift-get");
const labels = new Map();
for (const box of document.querySelectorAll("#sift input")) labels.set(`${box.name} ${box.value}`, box.parentElement.querySelector("span").textContent);

function asCase([id, kicker, title, summary, badges, year, held, told, names, onlyDanish], { facets, badges: all }, options) {
  const values = {};
  facets.forEach(([name, ids], place) => {
    values[name] = held[place].map((at) => ids[at]);
  });
  const tensions = told.map(([tension, handling, text]) => ({ id: options.tension[tension], handling: options.handling[handling], text }));
  const said = tensions.map((one) => `${labels.get(`tension ${one.id}`)} ${one.text}`).join(" ");
  const text = [id.replace(/-/g, " "), kicker, title, summary, names, said].join(" ");
  return { id, kicker, title, summary, badges: badges.map((at) => all[at]), year, values, tensions, words: text, onlyDanish };
}

// A handling belongs to a tension: where tensions are chosen, only theirs counts.
function valuesIn(one, name, chosen) {
  if (name === "handling" && chosen.tension) {
    return [...new Set(one.tensions.filter(({ id }) => chosen.tension.includes(id)).map(({ handling }) => handling))];
  }
  if (name === "tension" && chosen.handling) {
    return one.tensions.filter(({ handling }) => chosen.handling.includes(handling)).map(({ id }) => id);
  }
  return one.values[name];
}

const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

function told({ id, handling, text }) {
  const made = template.querySelector(".found-tensions > div").cloneNode(true);
  const [, title, , how] = made.children;
  title.textContent = labels.get(`tension ${id}`);
  how.replaceChildren(text || element("span", capital(words.handling[handling]), "unknown"));
  return made;
}

function row(one, chosen) {
  const item = template.cloneNode(true);
  item.querySelector(".kicker").textContent = one.kicker;
  const link = item.querySelector("a");
  link.textContent = one.title;
  link.href = (one.onlyDanish ? words.danish : words.cases) + `${one.id}/`;
  item.querySelector(".found-summary").textContent = one.summary;
  const badges = [...one.badges, ...(one.onlyDanish ? [[words.onlyDanish, true]] : [])];
  item.querySelector(".badges").replaceChildren(
    ...badges.map(([text, dashed]) => {
      const badge = element("li");
      badge.append(element("span", text, dashed ? "badge dashed" : "badge"));
      return badge;
    }),
  );
  const wanted = (tension) => Boolean(chosen.tension?.includes(tension.id));
  const tensions = [...one.tensions.filter(wanted), ...one.tensions.filter((tension) => !wanted(tension))];
  const list = item.querySelector(".found-tensions");
  const most = Math.max(chosen.tension ? one.tensions.filter(wanted).length : 2, 1);
  list.replaceChildren(...tensions.slice(0, most).map(told));
  if (tensions.length > most) {
    const more = element("div", "", "found-more");
    more.append(element("dt", tensionWord, "hush"), element("dd", (tensions.length - most === 1 ? words.more.one : words.more.many).replace("{n}", tensions.length - most)));
    list.append(more);
  }
  return item;
}

const chipLabel = (box) => {
  const facet = box.closest(".sift-facet").querySelector("legend").textContent;
  return ["tension", "potential", "model", "party", "municipality"].includes(box.name) ? labels.get(`${box.name} ${box.value}`) : `${facet}: ${labels.get(`${box.name} ${box.value}`)}`;
};

// Where few cases are left: the one choice whose removal gives most, and the page on which the stories stand together.
function adviseOn({ result, chosen }) {
  const place = few.firstElementChild;
  place.replaceChildren();
  const boxes = sift.boxes.filter((box) => box.checked);
  few.hidden = result.length > FEW || !boxes.length;
  if (few.hidden) return;
  place.append(element("strong", words.few));
  const lines = boxes.map((box) => {
    const without = { ...chosen, [box.name]: chosen[box.name].filter((value) => value !== box.value) };
    if (!without[box.name].length) delete without[box.name];
    return { box, number: sift.fitting(without).result.length };
  });
  const [best] = lines.filter((line) => line.number > result.length).sort((a, b) => b.number - a.number);
  if (best) {
    const say = words.without.replace("{filter}", chipLabel(best.box)).replace("{n}", best.number);
    const button = element("button", say, "clear");
    button.type = "button";
    button.addEventListener("click", () => {
      best.box.checked = false;
      sift.changed(true).then(() => sift.query.focus());
    });
    const line = element("p");
    line.append(button);
    place.append(line);
  }
  for (const tension of chosen.tension ?? []) {
    const line = element("p");
    const link = element("a", `${words.stories}: ${labels.get(`tension ${tension}`)}`);
    link.href = `${words.tensions}${tension}/`;
    line.append(link);
    place.append(line);
  }
}

/** The rows of a CSV text as they stand: a line break inside quotes does not end one. */
export function csvRows(text) {
  const rows = [];
  let start = 0;
  let inside = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') inside = !inside;
    else if (text[at] === "\n" && !inside) {
      rows.push(text.slice(start, at + 1));
      start = at + 1;
    }
  }
  return rows;
}

const textOf = (address) => fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))));

// The site's own file, with the rows of these cases alone and in their order.
async function asCsv(ids) {
  const [head, ...rows] = csvRows(await textOf(root.dataset.csv));
  const byId = new Map(rows.map((line) => [line.slice(0, line.indexOf(";")), line]));
  const mark = head.startsWith("\ufeff") ? "" : "\ufeff"; // a browser takes the mark away when it reads text
  return mark + head + ids.map((id) => byId.get(id)).join("");
}

async function asJson(ids) {
  if (ids.length <= ONE_BY_ONE) {
    const folder = root.dataset.json.replace(/\.json$/, "/");
    return JSON.stringify(await Promise.all(ids.map((id) => fetchJson(`${folder}${id}.json`))), null, 1);
  }
  const byId = new Map((await fetchJson(root.dataset.json)).map((one) => [one.id, one]));
  return JSON.stringify(ids.map((id) => byId.get(id)), null, 1);
}

function save(text, kind, type) {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `${words.file}.${kind}`;
  link.click();
  URL.revokeObjectURL(link.href);
}

for (const button of get.querySelectorAll("[data-get]")) {
  button.addEventListener("click", async () => {
    const said = get.querySelector("[data-got]");
    said.textContent = "";
    try {
      await sift.rowsLoaded();
      if (!sift.result.length && sift.found.hidden) sift.result = sift.rows;
      const ids = sift.result.map((one) => one.id);
      if (button.dataset.get === "csv") save(await asCsv(ids), "csv", "text/csv;charset=utf-8");
      else save(await asJson(ids), "json", "application/json");
      said.textContent = words.got.replace("{n}", ids.length);
    } catch {
      said.textContent = words.notGot;
    }
  });
}

const load = () =>
  fetchJson(root.dataset.rows).then((data) => {
    const options = Object.fromEntries(data.facets);
    return data.cases.map((one) => asCase(one, data, options));
  });
const byYear = (factor) => (a, b) => (a.year === 0) - (b.year === 0) || factor * (a.year - b.year);
const sift = new Sift({
  load,
  row,
  step: 30,
  orders: { newest: byYear(-1), year: byYear(1) },
  valuesIn,
  chipLabel,
  shown: adviseOn,
});
get.hidden = false;
sift.start();
