// The reader's own pack of handouts: what is ticked stands in the address, and is fetched and joined to one PDF in the browser.
import { joinPdfs } from "./pdf-join.js";

const intro = document.getElementById("packbar");
const bar = document.getElementById("packline");
const boxes = [...document.querySelectorAll(".pick input")];
const count = document.getElementById("pack-count");
const get = document.getElementById("pack-get");
const words = bar.dataset;
const MARK = "#pack=";

const chosen = () => boxes.filter((box) => box.checked);

function show() {
  const files = chosen();
  const pages = files.reduce((sum, box) => sum + Number(box.dataset.pages), 0);
  const names = files.map((box) => box.value).join(",");
  count.textContent = files.length ? words.some.replace("{n}", files.length).replace("{pages}", pages).replace("{sheets}", pages / 2) : words.none;
  get.disabled = files.length === 0;
  history.replaceState(null, "", names ? MARK + names : location.pathname + location.search);
}

function readAddress() {
  const names = new Set(location.hash.startsWith(MARK) ? decodeURIComponent(location.hash.slice(MARK.length)).split(",") : []);
  for (const box of boxes) box.checked = names.has(box.value);
  show();
}

async function fetched(box) {
  const answer = await fetch(box.dataset.url);
  if (!answer.ok) throw new Error(String(answer.status));
  return { title: box.dataset.title, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

async function download() {
  get.disabled = true;
  count.textContent = words.working;
  try {
    const pdf = joinPdfs(await Promise.all(chosen().map(fetched)), words.title, words.language);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([pdf], { type: "application/pdf" }));
    link.download = words.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    count.textContent = words.done;
  } catch {
    count.textContent = words.failed;
  }
  get.disabled = false;
}

const copy = document.getElementById("pack-copy");
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(location.href);
    count.textContent = copy.dataset.done;
  } catch {
    count.textContent = copy.dataset.failed;
  }
});
document.getElementById("pack-clear").addEventListener("click", () => {
  for (const box of boxes) box.checked = false;
  show();
});
for (const label of document.querySelectorAll(".pick")) label.hidden = false;
for (const box of boxes) box.addEventListener("change", show);
get.addEventListener("click", download);
addEventListener("hashchange", readAddress);
intro.hidden = false;
bar.hidden = false;
readAddress();
