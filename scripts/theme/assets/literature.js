// The filter of the literature. Rows: see filter_data in scripts/render/literature_filter.py. Filter and address: sift.js.
// Without this script the index shows all works, by letter and theme.
import { Sift, element, fetchJson } from "./sift.js";

const place = document.querySelector(".sift").dataset.works;

function asWork([key, who, title, language, meta, unsure, annotation, year, uses, held], facets) {
  const values = Object.fromEntries(facets.map(([name, options], at) => [name, held[at].map((one) => options[one])]));
  return { key, who, title, language, meta, unsure, annotation, year, uses, values, words: `${who} ${title} ${meta} ${annotation}` };
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

new Sift({
  load: () => fetchJson(place).then((data) => data.works.map((work) => asWork(work, data.facets))),
  row,
  step: 50,
  orders: { newest: (a, b) => b.year - a.year, used: (a, b) => b.uses - a.uses },
}).start();
