// A citation shows its reference when the pointer rests on it or the keyboard reaches it. Without this script, and on a
// click, it is a plain link to the reference list. Escape puts the preview away; the pointer may move onto it. Its own
// links are for the pointer: the keyboard has the same ones in the list, and is spared two stops at each citation.
"use strict";

const WAIT = 150; // milliseconds in which the pointer may cross from the citation to its preview
const preview = document.createElement("span");
preview.className = "cite-preview";
preview.id = "cite-preview";
preview.setAttribute("role", "note");
let open = null;
let timer = 0;

function hide() {
  clearTimeout(timer);
  open?.removeAttribute("aria-describedby");
  open = null;
  preview.remove();
}

const hideSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(hide, WAIT);
};

// The reference as the list has it, without the ways back to the text and without ids.
function contentOf(link) {
  const entry = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!entry) return null;
  const copy = entry.cloneNode(true);
  for (const back of copy.querySelectorAll(".back")) back.remove();
  for (const inner of copy.querySelectorAll("a")) inner.tabIndex = -1;
  return [...copy.childNodes];
}

function show(link) {
  clearTimeout(timer);
  if (open === link) return;
  hide();
  const content = contentOf(link);
  if (!content) return;
  preview.replaceChildren(...content);
  (link.closest(".citation") ?? link).after(preview);
  link.setAttribute("aria-describedby", preview.id);
  open = link;
  place(link);
}

// Below the citation, inside the column and the window; above it where there is no room below.
function place(link) {
  preview.style.left = preview.style.top = "0";
  const line = link.getClientRects()[0];
  const frame = preview.offsetParent.getBoundingClientRect();
  const size = preview.getBoundingClientRect();
  const left = Math.max(8, Math.min(line.left, document.documentElement.clientWidth - size.width - 8));
  const above = line.bottom + size.height + 8 > innerHeight && line.top > size.height + 8;
  preview.style.left = `${left - frame.left}px`;
  preview.style.top = `${(above ? line.top - size.height - 4 : line.bottom + 4) - frame.top}px`;
}

const citationAt = (target) => (target instanceof Element ? target.closest("a.cite[href^='#ref-']") : null);

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return; // a tap follows the link
  const link = citationAt(event.target);
  if (link) show(link);
  else if (open && preview.contains(event.target)) clearTimeout(timer);
});
document.addEventListener("pointerout", (event) => {
  if (open && (citationAt(event.target) || preview.contains(event.target)) && document.activeElement !== open) hideSoon();
});
document.addEventListener("focusin", (event) => {
  const link = citationAt(event.target);
  if (link && link.matches(":focus-visible")) show(link);
  else if (open && !preview.contains(event.target)) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open) hide();
});
document.addEventListener("click", (event) => {
  if (open && !preview.contains(event.target)) hide();
});
addEventListener("resize", hide);
