// In a release that is opened from a folder: modules and data do not load there, so the page says what needs a server.
// Where there is a server, it loads the module for which it stands in. Only pages of the zip file hold this script.
"use strict";
{
  const own = document.currentScript;
  const say = {
    da: "Søgning, filtre og modelguiden virker ikke, når siden er åbnet fra en mappe: de kræver en lille server. I filen LÆS-MIG.txt står den ene linje, der starter den. Alle sider kan læses uden.",
    en: "Search, filters and the model guide do not work when the page is opened from a folder: they need a small server. The file README.txt has the one line that starts it. All pages can be read without.",
  };
  if (location.protocol === "file:") {
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.id = "needs-server";
    const words = document.createElement("div");
    const here = document.documentElement.lang === "en" ? "en" : "da";
    for (const language of [here, here === "en" ? "da" : "en"]) {
      const line = document.createElement("p");
      line.lang = language;
      line.textContent = say[language];
      words.append(line);
    }
    notice.append(words);
    const head = document.querySelector("#content .head, #content h1");
    if (head) head.after(notice);
    else document.getElementById("content").prepend(notice);
  } else {
    const module = document.createElement("script");
    module.type = "module";
    module.src = new URL(`${own.dataset.module}.js`, own.src).href;
    document.head.append(module);
  }
}
