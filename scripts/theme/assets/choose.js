// The model guide: answers in the address, the result beside its reasons. The rules stand in the page (choosing.py).
import { best, ranked } from "./choose-rank.js";

const table = JSON.parse(document.getElementById("choose-data").textContent);
const words = table.words;
const form = document.getElementById("choose");
const result = document.querySelector(".choose-result");
const whole = document.querySelector(".choose-table");
const heading = document.getElementById("choose-heading");
const lead = document.querySelector(".head .lead");
const POOR = 4;

const questions = new Map(table.questions.map((question) => [question.id, question]));
const answerOf = (question, id) => questions.get(question).answers.find((answer) => answer.id === id);

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function link(text, address) {
  const made = element("a", text);
  made.href = address;
  return made;
}

/** The answers in the address: {question: answer}, only those there are. */
function answersIn(search) {
  const wanted = new URLSearchParams(search);
  const answers = {};
  for (const id of questions.keys()) if (answerOf(id, wanted.get(id))) answers[id] = wanted.get(id);
  return answers;
}

function answersInForm() {
  const answers = {};
  for (const [name, value] of new FormData(form)) if (value) answers[name] = value;
  return answers;
}

function addressOf(answers) {
  const address = new URL(location.pathname, location.href);
  for (const [name, value] of Object.entries(answers)) address.searchParams.set(name, value);
  return address;
}

function fillForm(answers) {
  for (const input of form.querySelectorAll("input")) {
    input.checked = (answers[input.name] ?? "") === input.value;
    if (input.checked && input.value) input.closest("details")?.setAttribute("open", "");
  }
}

function reasons(mark, title, lines) {
  const part = element("div", "", "choose-reasons");
  const head = element("h4");
  const sign = element("span", { for: "+", against: "–", not: "×" }[mark], `choose-mark choose-mark-${mark}`);
  sign.setAttribute("aria-hidden", "true");
  head.append(sign, title);
  const list = element("ul");
  list.append(...lines.map((line) => element("li", line)));
  part.append(head, list);
  return part;
}

const against = (one, answers, questions = one.unsuited) =>
  questions.map((question) =>
    words.said.replace("{needs}", one.model.needs[question]).replace("{answer}", answerOf(question, answers[question]).label),
  );

function bestItem(one, number, answers) {
  const { model } = one;
  const item = element("li", "", "choose-model");
  const rank = element("span", String(number), "choose-rank");
  rank.setAttribute("aria-hidden", "true");
  const head = element("div", "", "choose-head");
  const title = element("h3");
  title.append(link(model.title, model.url));
  const fits = words.fits.replace("{n}", one.suits.length).replace("{m}", Object.keys(answers).length);
  head.append(title, element("p", model.summary), element("p", fits, "choose-fits"));
  const columns = element("div", "", "choose-columns");
  const lines = against(one, answers);
  columns.append(
    reasons("for", words.for, one.suits.map((question) => model.for[question][answers[question]])),
    reasons("against", words.against, lines.length ? lines : [words["nothing-against"]]),
    reasons("not", words.not, model.not),
  );
  item.append(rank, head, columns, ...combined(model));
  return item;
}

/** What goes before, with and after the model, on one line; nothing where the model's page does not say. */
function combined({ combine }) {
  if (!combine.length) return [];
  const line = element("p", "", "choose-combine");
  line.append(element("strong", `${words.combine}: `));
  combine.forEach(([when, title, address], at) => line.append(at ? ", " : "", `${when} `, link(title, address)));
  return [line];
}

function showAnswers(answers) {
  const list = result.querySelector(".choose-answers dl");
  list.replaceChildren();
  for (const [question, answer] of Object.entries(answers)) {
    const part = element("div");
    part.append(element("dt", questions.get(question).short), element("dd", answerOf(question, answer).name));
    list.append(part);
  }
  result.querySelector("[data-correct]").href = `${addressOf(answers).search}#choose`;
}

function showPoor(answers) {
  const place = result.querySelector(".choose-poor");
  const conditions = (one) => one.unsuited.filter((question) => question !== "tension");
  const poor = ranked(table, answers).filter((one) => one.score < 0 && conditions(one).length).slice(-POOR).reverse();
  place.hidden = !poor.length;
  place.querySelector("dl").replaceChildren(
    ...poor.map((one) => {
      const part = element("div");
      const title = element("dt");
      title.append(link(one.model.title, one.model.url));
      part.append(title, element("dd", against(one, answers, conditions(one))[0]));
      return part;
    }),
  );
}

function showTension(answers) {
  const line = result.querySelector("[data-tension]");
  if (!line) return;
  line.hidden = !answers.tension;
  if (!answers.tension) return;
  line.replaceChildren(`${words.readTension} `, link(answerOf("tension", answers.tension).name, `${words.tensions}${answers.tension}/`));
}

function showResult(answers) {
  const found = best(table, answers, words.most);
  heading.textContent = [words.none, words.one, words.two, words.three][found.length];
  showAnswers(answers);
  const list = result.querySelector(".choose-best");
  list.replaceChildren(...found.map((one, at) => bestItem(one, at + 1, answers)));
  if (!found.length) list.append(element("li", words["none-text"], "choose-model"));
  showPoor(answers);
  showTension(answers);
  const compare = result.querySelector("[data-compare]");
  compare.hidden = found.length < 2;
  compare.href = `${words.compare}?${found.map((one) => `model=${one.model.id}`).join("&")}`;
}

/** Questions or result, as the address says. */
function show({ move = false } = {}) {
  const answers = answersIn(location.search);
  const asking = location.hash === "#choose" || !Object.keys(answers).length;
  fillForm(answers);
  form.hidden = !asking;
  result.hidden = asking;
  whole.hidden = !asking;
  lead.hidden = !asking;
  document.title = document.title.replace(/^[^–]+/, `${asking ? words.title : words.three} `);
  if (!asking) showResult(answers);
  if (!move) return;
  scrollTo(0, 0);
  (asking ? form.querySelector("input:checked") : heading).focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const answers = answersInForm();
  const said = form.querySelector("[data-said]");
  said.textContent = Object.keys(answers).length ? "" : words.empty;
  if (!Object.keys(answers).length) return;
  history.pushState(null, "", addressOf(answers));
  show({ move: true });
});
result.querySelector("[data-correct]").addEventListener("click", (event) => {
  event.preventDefault();
  history.pushState(null, "", event.currentTarget.href);
  show({ move: true });
});
addEventListener("popstate", () => show());
whole.querySelector("details").open = false;
show();
