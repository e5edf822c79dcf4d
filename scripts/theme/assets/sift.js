// A filter over a list: facets with live counts, chips, words, order; what is chosen stands in the page's address, so that
// it can be shared and gone back to. Pages bring the rows and say how one looks (literature.js, finder.js).
// Without a script the form and the tools stay hidden and the page shows the whole list.

/** Small letters without accents, and æ, ø, å as ae, oe, aa, so that a keyboard without them finds the same. */
export const folded = (text) =>
  text.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa").normalize("NFD").replace(/\p{M}/gu, "");

export function element(name, text = "", className = "") {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** `values` of a row: {facet: [ids]}; `words`: its text, folded at the first search. */
export class Sift {
  /**
   * load: () → rows; row: (row, chosen) → list item; orders: {name: comparison}; step: rows shown at once;
   * valuesIn: (row, facet, chosen) → ids, where they depend on what else is chosen; shown: called after each change with
   * {result, chosen, rows}; chipLabel: (box) → the words on its chip.
   */
  constructor({ load, row, orders, step, valuesIn, shown, chipLabel }) {
    this.root = document.querySelector(".sift");
    this.words = JSON.parse(this.root.dataset.words);
    this.form = document.getElementById("sift");
    this.panel = this.form.querySelector("details");
    this.tools = this.root.querySelector(".sift-tools");
    this.found = this.root.querySelector(".sift-found");
    this.all = this.root.querySelector(".sift-all");
    this.list = this.found.querySelector("ul");
    this.boxes = [...this.form.querySelectorAll("input[type=checkbox]")];
    this.query = document.getElementById("sift-words");
    this.order = document.getElementById("sift-sort");
    this.group = document.getElementById("sift-group"); // a page may have none
    this.wide = matchMedia("(min-width: 60em)");
    Object.assign(this, { load, row, orders, step });
    this.valuesIn = valuesIn ?? ((one, name) => one.values[name]);
    this.shownHook = shown ?? (() => {});
    this.chipLabel = chipLabel ?? ((box) => box.parentElement.querySelector("span").textContent);
    this.rows = null;
    this.loading = null;
    this.most = step;
    this.result = [];
  }

  start() {
    this.form.addEventListener("change", () => this.changed(true));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.changed(true);
    });
    this.query.addEventListener("input", () => this.changed(false));
    for (const select of [this.order, this.group]) select?.addEventListener("change", () => this.changed(true));
    this.found.querySelector("[data-show-more]").addEventListener("click", () => this.showMore());
    for (const button of this.form.querySelectorAll(".more")) {
      button.addEventListener("click", () => unfold(button.parentElement, button.getAttribute("aria-expanded") === "false"));
    }
    addEventListener("popstate", () => {
      this.takeFromAddress();
      this.most = this.step;
      this.refresh();
    });
    this.wide.addEventListener("change", () => {
      this.panel.open = this.wide.matches;
    });
    this.form.hidden = false;
    this.tools.hidden = false;
    this.root.classList.add("on");
    this.panel.open = this.wide.matches;
    this.takeFromAddress();
    if (location.search.length > 1) this.refresh();
  }

  /** What is chosen: {facet: [values]}, as the boxes stand. */
  chosen() {
    const values = {};
    for (const box of this.boxes) if (box.checked) (values[box.name] ??= []).push(box.value);
    return values;
  }

  fitsIn(one, name, chosen) {
    return this.valuesIn(one, name, chosen).some((value) => chosen[name].includes(value));
  }

  fits(one, chosen) {
    return Object.keys(chosen).every((name) => this.fitsIn(one, name, chosen));
  }

  /** The address holds the same as the form; `push` makes a step that the back button can undo. */
  keepInAddress(push) {
    const address = new URL(location.href);
    address.search = "";
    address.hash = "";
    for (const box of this.boxes) if (box.checked) address.searchParams.append(box.name, box.value);
    if (this.query.value.trim()) address.searchParams.set("q", this.query.value.trim());
    for (const select of [this.order, this.group]) if (select?.value) address.searchParams.set(select.name, select.value);
    if (address.href !== location.href) history[push ? "pushState" : "replaceState"](null, "", address);
  }

  takeFromAddress() {
    const wanted = new URLSearchParams(location.search);
    for (const box of this.boxes) box.checked = wanted.getAll(box.name).includes(box.value);
    this.query.value = wanted.get("q") ?? "";
    for (const select of [this.order, this.group].filter(Boolean)) {
      select.value = wanted.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    for (const group of this.form.querySelectorAll("fieldset")) {
      if (!group.querySelector("input:checked")) continue;
      const around = group.closest(".sift-facet");
      if (around) around.open = true;
      if (group.querySelector(".later input:checked")) unfold(group, true);
    }
  }

  showChips() {
    const chips = this.tools.querySelector(".chips");
    chips.replaceChildren();
    for (const box of this.boxes.filter((one) => one.checked)) {
      const label = this.chipLabel(box);
      const chip = element("button", "", "chip");
      chip.type = "button";
      chip.setAttribute("aria-label", this.words.remove.replace("{filter}", label));
      const cross = element("span", "×");
      cross.setAttribute("aria-hidden", "true");
      chip.append(label, cross);
      chip.addEventListener("click", () => {
        box.checked = false;
        this.changed(true).then(() => (this.tools.querySelector(".chip") ?? this.query).focus());
      });
      const item = element("li");
      item.append(chip);
      chips.append(item);
    }
    const clear = element("button", this.words.clear, "clear");
    clear.type = "button";
    clear.addEventListener("click", () => this.clear());
    const last = element("li");
    last.append(clear);
    chips.append(last);
    const number = this.boxes.filter((box) => box.checked).length;
    chips.hidden = number === 0 && !this.query.value.trim();
    this.form.querySelector("[data-chosen]").textContent = number ? this.words.chosen.replace("{n}", number) : this.words.filters;
    for (const facet of this.form.querySelectorAll(".sift-facet")) {
      const ticked = facet.querySelectorAll("input:checked").length;
      const sign = facet.querySelector(".sift-number");
      sign.textContent = ticked;
      sign.hidden = ticked === 0;
    }
  }

  clear() {
    for (const box of this.boxes) box.checked = false;
    this.query.value = "";
    this.changed(true);
    this.query.focus();
  }

  /** How many rows each box would give, with what is chosen in the other groups. */
  showCounts(matching, chosen) {
    const names = [...new Set(this.boxes.map((box) => box.name))];
    const counts = Object.fromEntries(names.map((name) => [name, {}]));
    const groups = Object.keys(chosen);
    for (const one of matching) {
      const failed = groups.filter((name) => !this.fitsIn(one, name, chosen));
      if (failed.length > 1) continue;
      for (const name of failed.length ? failed : names) {
        for (const value of this.valuesIn(one, name, chosen)) counts[name][value] = (counts[name][value] ?? 0) + 1;
      }
    }
    for (const box of this.boxes) {
      const number = counts[box.name][box.value] ?? 0;
      box.parentElement.querySelector(".n").textContent = number;
      box.parentElement.classList.toggle("empty", number === 0);
    }
  }

  /** The rows that match the words, and those of them that fit the choices too. */
  fitting(chosen) {
    const asked = folded(this.query.value).split(/\s+/).filter(Boolean);
    const matching = asked.length ? this.rows.filter((one) => asked.every((word) => textOf(one).includes(word))) : [...this.rows];
    return { matching, result: matching.filter((one) => this.fits(one, chosen)) };
  }

  /** The rows under the options of the facet they are grouped by, each group begun by {group, number}. A row with several
      values stands under each. */
  inGroups(result, chosen) {
    const name = this.group?.value;
    if (!name) return result;
    const boxes = this.boxes.filter((box) => box.name === name && (box.checked || !(name in chosen)));
    const heldBy = (one, box) => this.valuesIn(one, name, chosen).includes(box.value);
    const groups = boxes.map((box) => [this.chipLabel(box), result.filter((one) => heldBy(one, box))]);
    groups.push([this.words.rest, result.filter((one) => !boxes.some((box) => heldBy(one, box)))]);
    return groups.flatMap(([group, rows]) => (rows.length ? [{ group, number: rows.length }, ...rows] : []));
  }

  show() {
    const chosen = this.chosen();
    this.showChips();
    const ordered = this.order.value !== "" || Boolean(this.group?.value);
    const active = this.query.value.trim() !== "" || Object.keys(chosen).length > 0 || ordered;
    this.all.hidden = active && this.rows !== null;
    this.found.hidden = !active || this.rows === null;
    if (this.rows === null) return;
    const { matching, result } = this.fitting(chosen);
    if (this.orders[this.order.value]) result.sort(this.orders[this.order.value]);
    this.result = result;
    this.showCounts(matching, chosen);
    const items = this.inGroups(result, chosen);
    this.list.replaceChildren(...items.slice(0, this.most).map((one) => ("group" in one ? heading(one) : this.row(one, chosen))));
    if (!result.length) this.list.append(element("li", this.words.none, "nothing"));
    this.found.querySelector("[data-show-more]").hidden = items.length <= this.most;
    const say = result.length === 1 ? this.words.one : this.words.many;
    this.tools.querySelector("[data-count]").textContent = say.replace("{n}", result.length);
    const of = this.tools.querySelector("[data-of]");
    of.textContent = this.words.of;
    of.hidden = result.length === this.rows.length;
    this.shownHook({ result, chosen, active });
  }

  showMore() {
    const before = this.list.children.length;
    this.most += this.step;
    this.show();
    [...this.list.children].slice(before).find((item) => item.querySelector("a"))?.querySelector("a").focus();
  }

  rowsLoaded() {
    this.loading ??= this.load().then((rows) => {
      this.rows = rows;
    });
    return this.loading;
  }

  /** Show what fits, once the rows are there. */
  refresh() {
    return this.rowsLoaded().then(
      () => this.show(),
      () => {
        this.loading = null;
        this.all.hidden = false;
        const of = this.tools.querySelector("[data-of]");
        of.textContent = this.words.failed;
        of.hidden = false;
      },
    );
  }

  changed(push) {
    this.most = this.step;
    this.keepInAddress(push);
    return this.refresh();
  }
}

function heading({ group, number }) {
  const item = element("li", "", "group");
  const title = element("h2", `${group} `);
  title.append(element("small", String(number)));
  item.append(title);
  return item;
}

const textOf = (one) => (one.text ??= folded(one.words));

function unfold(group, open) {
  const button = group.querySelector(".more");
  group.classList.toggle("all", open);
  button.setAttribute("aria-expanded", String(open));
  button.textContent = open ? button.dataset.fewer : button.dataset.more;
}

/** A JSON file, or an error where it cannot be had. */
export const fetchJson = (address) =>
  fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))));
