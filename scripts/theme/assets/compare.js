// Two to four models side by side, taken from the whole table; which ones stands in the address.
const root = document.querySelector(".compare");
const words = JSON.parse(root.dataset.words);
const [LEAST, MOST] = words.limits;
const form = document.getElementById("compare");
const boxes = [...form.querySelectorAll("input")];
const pick = form.querySelector("details");
const pair = root.querySelector(".compare-pair");
const whole = root.querySelector(".compare-whole");
const said = form.querySelector("[data-said]");
const all = form.querySelector("[data-all]");
const titles = [...whole.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);

function element(name, role, scope = "") {
  const made = document.createElement(name);
  made.setAttribute("role", role);
  if (scope) made.setAttribute("scope", scope);
  return made;
}

function cross(row, number) {
  const line = element("tr", "row");
  const head = element("th", "rowheader", "row");
  head.textContent = titles[number];
  line.append(head);
  for (const one of row) {
    const cell = one.cells[number + 1].cloneNode(true);
    cell.className = "";
    cell.querySelector(".cell-label").textContent = one.cells[0].textContent;
    line.append(cell);
  }
  return line;
}

function show() {
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  const rows = chosen.map((id) => whole.querySelector(`tr[data-id="${id}"]`));
  const enough = rows.length >= LEAST;
  pair.hidden = !enough;
  whole.hidden = enough;
  all.hidden = !chosen.length;
  said.textContent = (enough ? words.chosen : chosen.length ? words.oneMore : words.least).replace("{n}", chosen.length);
  for (const box of boxes) box.setAttribute("aria-disabled", String(!box.checked && chosen.length >= MOST));
  if (!enough) return;
  const corner = element("th", "columnheader", "col");
  corner.textContent = words.feature;
  const heads = rows.map((row) => {
    const head = element("th", "columnheader", "col");
    head.append(row.cells[0].firstElementChild.cloneNode(true));
    return head;
  });
  pair.tHead.rows[0].replaceChildren(corner, ...heads);
  pair.tBodies[0].replaceChildren(...titles.map((_, number) => cross(rows, number)));
}

function takeFromAddress() {
  const named = [...new Set(new URLSearchParams(location.search).getAll("model"))].filter((id) => boxes.some((box) => box.value === id));
  const wanted = named.slice(0, MOST);
  for (const box of boxes) box.checked = wanted.includes(box.value);
  show();
  if (named.length > MOST) said.textContent = words.tooMany.replace("{n}", named.length);
}

function keepInAddress() {
  const address = new URL(location.pathname, location.href);
  for (const box of boxes) if (box.checked) address.searchParams.append("model", box.value);
  history.pushState(null, "", address);
}

form.addEventListener("change", (event) => {
  if (boxes.filter((box) => box.checked).length > MOST) {
    event.target.checked = false;
    said.textContent = words.most;
    return;
  }
  keepInAddress();
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
all.addEventListener("click", (event) => {
  event.preventDefault();
  for (const box of boxes) box.checked = false;
  keepInAddress();
  show();
  boxes[0].focus();
});
addEventListener("popstate", takeFromAddress);
form.hidden = false;
takeFromAddress();
// Where there is little room and the models are chosen already, they come before the list of all.
pick.open = pair.hidden || matchMedia("(min-width: 45em)").matches;
