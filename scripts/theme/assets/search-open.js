// What opens the search: the key /, the field in the header, the magnifier. The search itself is loaded at the first use.
// Without this script the field and the magnifier lead to the page search/.
"use strict";
{
  const KEY = "samskabelse-no-slash";
  let waiting = null; // what is written while the search is on its way

  async function open(written, from) {
    if (waiting !== null) return;
    waiting = written;
    const search = await import("./search.js").catch(() => null);
    if (search) await search.openSearch(() => waiting, from);
    waiting = null;
  }
  const onSearchPage = document.getElementById("search-page") !== null;
  const fromFolder = location.protocol === "file:"; // no module loads there: the field and the magnifier lead on as without a script
  const headerField = document.getElementById("search-words");

  const off = () => {
    try {
      return localStorage.getItem(KEY) === "1";
    } catch {
      return false;
    }
  };
  const busy = (target) => target.closest?.("input, textarea, select, [contenteditable]") !== null || document.querySelector("dialog[open]") !== null;

  document.addEventListener("keydown", (event) => {
    if (waiting !== null && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      waiting += event.key;
      return;
    }
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || busy(event.target) || off() || fromFolder) return;
    event.preventDefault();
    if (onSearchPage) document.getElementById("search-page-words").focus();
    else open("", document.activeElement);
  });
  if (headerField && !onSearchPage && !fromFolder) {
    headerField.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      open(headerField.value, headerField);
    });
    headerField.addEventListener("input", () => open(headerField.value, headerField));
  }
  document.querySelector(".search-link")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || onSearchPage || fromFolder) return;
    event.preventDefault();
    open("", event.currentTarget);
  });

  const slash = document.getElementById("search-slash");
  if (slash && !fromFolder) {
    slash.closest("p").hidden = false;
    slash.checked = !off();
    slash.addEventListener("change", () => {
      try {
        if (slash.checked) localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, "1");
      } catch {
        slash.checked = true;
      }
    });
  }
}
