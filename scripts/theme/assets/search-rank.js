// What a question and a page have to do with each other: words, their stems, a score, the nearest known words.
// No page and no network in here; search.js asks Pagefind, and this file puts its answers in order.

// Words that carry no question. They are left out where other words remain.
const EMPTY = {
  da: `af alle alt at bare blev blive bliver da de dem den denne der deres det dette dig din disse dit dog du efter egen egentlig ej eller en
    end er et fik for fordi fra få får før gør gøre ham han har have havde hele hen hende her hos hun hvad hvem hver hvilken hvilke hvis hvor
    hvordan hvorfor i ikke ind ingen jeg jer jeres jo kan kom komme kunne lige man mange med meget men mens mere mig min mit mod må måtte når
    nu ned nej nogen noget nogle ny og også om op os over på se sig selv sige sin sit skal skulle som så thi til ud under ved vi vil ville var
    vores være været ønsker`,
  en: `a about all am an and any are as at be been but by can could did do does for from get had has have he her here him his how i if in
    into is it its just like me more my no not of on one or our out she should so some than that the their them then there these they this
    to up us was we were what when where which who why will with would you your`,
};
// Words that stand on nearly every page here; they weigh less.
const COMMON = /^(frivillig|kommune|samarbejd|samskab|borger|mennesk|volunteer|municipal|co-?creat|cocreat|people|project|projekt)/;
const ENDINGS = ["ernes", "erne", "enes", "heden", "hed", "ene", "ens", "ets", "ers", "ing", "es", "en", "et", "er", "ed", "e", "n", "r", "t", "s"];
const SHORTEST = 4;
const empty = Object.fromEntries(Object.entries(EMPTY).map(([language, words]) => [language, new Set(words.split(/\s+/).map(fold))]));

/** Small letters without accents; æ, ø and å as ae, oe and aa. */
export function fold(text) {
  return text.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa").normalize("NFD").replace(/\p{M}/gu, "");
}

/** The folded words of a text. */
export const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of a question that carry it. */
export function askedFor(query, language) {
  const all = words(query.replace(/§\s*/g, "§ ")).filter((word, at, list) => list.indexOf(word) === at);
  const some = all.filter((word) => !empty[language].has(word));
  return some.length ? some : all;
}

/** The word without its ending, roughly. */
export function stem(word) {
  const ending = ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= SHORTEST);
  const short = ending ? word.slice(0, -ending.length) : word;
  return short.length > SHORTEST && short.at(-1) === short.at(-2) ? short.slice(0, -1) : short;
}

/** How well a word of a page answers a word that is asked for: 1 the same, less for a longer word that holds it, 0 not. */
export function likeness(said, asked) {
  if (said === asked) return 1;
  const root = stem(asked);
  if (said.startsWith(root)) return said.length - root.length <= 4 ? 0.9 : 0.6;
  if (root.length < SHORTEST || !said.includes(root)) return 0;
  return said.length - said.lastIndexOf(root) - root.length <= 4 ? 0.8 : 0.5;
}

const best = (list, asked) => list.reduce((most, said) => Math.max(most, likeness(said, asked)), 0);

/** A page as the score needs it. `about` is made of sentences and words with | between them. */
export function asPage({ title, about, summary, content, rank }) {
  const sentences = [title, ...about.split(" | ")].map(words).filter((one) => one.length);
  return { title: words(title), sentences, summary: words(summary), content: ` ${words(content).join(" ")} `, rank: Number(rank) || 0.7 };
}

// What one word of the question finds on the page: 0 where it is not there.
function found(page, asked) {
  const said = page.sentences.reduce((most, sentence) => Math.max(most, best(sentence, asked)), 0);
  const root = stem(asked);
  const times = page.content.split(` ${root}`).length - 1;
  const inside = root.length >= SHORTEST && page.content.includes(root) ? 0.3 : 0;
  return 5 * best(page.title, asked) + 2 * said + 2 * best(page.summary, asked) + (times ? Math.min(2, 0.8 + times / 10) : inside);
}

// How near the question comes to one sentence, from 0 to 1: how much of the one stands in the other, and the other way.
function nearness(sentence, asked, weights, language) {
  const held = asked.reduce((sum, word, at) => sum + weights[at] * Math.min(1, best(sentence, word) + 0.1), 0) / weights.reduce((a, b) => a + b);
  const own = sentence.filter((word) => !empty[language].has(word));
  const met = own.filter((said) => asked.some((word) => likeness(said, word) >= 0.8)).length / (own.length || 1);
  return held * (0.35 + 0.65 * met);
}

/** The score of a page for a question, and the words of the question that it does not hold. */
export function score(page, query, language) {
  const asked = askedFor(query, language);
  const weights = asked.map((word) => (COMMON.test(word) ? 0.4 : 1));
  const values = asked.map((word) => found(page, word));
  const missing = asked.filter((_, at) => !values[at]);
  const held = (asked.length - missing.length) / asked.length;
  const sum = values.reduce((all, value, at) => all + weights[at] * value, 0) / weights.reduce((a, b) => a + b);
  const [title, ...others] = page.sentences.map((sentence) => nearness(sentence, asked, weights, language));
  const near = Math.max(title, ...others.map((one) => 0.92 * one));
  const whole = ` ${words(query).join(" ")} `;
  const said = words(query).length > 1 && page.sentences.some((sentence) => ` ${sentence.join(" ")} `.includes(whole));
  const same = said || page.title.join(" ") === whole.trim();
  return { value: (sum * held + 8 * near * held + (same ? 4 : 0)) * page.rank, missing };
}

/** The number of letters to add, leave out, change or swap to make one word of the other; more than `most` is not counted out. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let above = [];
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = before[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      row[j] = Math.min(change, before[j] + 1, row[j - 1] + 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], above[j - 2] + 1);
    }
    above = before;
    before = row;
  }
  return before[other.length];
}

/** The known words nearest to a misspelt one, nearest first. */
export function nearest(word, known, most = word.length > 7 ? 3 : word.length > 4 ? 2 : 1, number = 5) {
  const near = [];
  for (const one of known) {
    const folded = fold(one);
    const away = distance(word, folded, most);
    const start = folded[0] === word[0] ? 0 : 0.6;
    if (away <= most) near.push([away + start + (folded.startsWith(word) ? -0.5 : 0), one]);
    else if (word.length >= 5 && folded.startsWith(word)) near.push([most, one]);
  }
  return near.sort((a, b) => a[0] - b[0] || a[1].length - b[1].length || a[1].localeCompare(b[1])).slice(0, number).map(([, one]) => one);
}
