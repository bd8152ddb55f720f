// The search of the page and its keys. Without this script everything is still there to read.
"use strict";

// ---- Words. The key of a text ignores case, width, accents and punctuation, as look-ups in the terminal do.

const STOP = new Set(`a about an and any are as at be because been but by can could did do does for from get has have
having how i if in into is it its like make me my no not of off on or our out over so some something than that the their
them then there these they thing things this to too up us use used uses using via want was way we what when where which
while who whose why will with without would you your`.split(/\s+/));
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Hangul}\p{Script=Thai}]{2,}$/u;

const fold = (text) => text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
  .normalize("NFC").replace(/['’]s?(?!\p{L})/gu, "").replace(/[^\p{L}\p{M}\p{N}+#]+/gu, " ").trim();

const stem = (word) => /[^a-z]/.test(word) ? word : word
  .replace(/(?<=...)(?:(?<=ss|sh|ch|x)es|(?<![su])s)$/, "").replace(/(?<=...)(?:i|ie)$/, "y")
  .replace(/(?<=....)(?:ations?|ators?|ating|ated|ates?|i[sz]e|i[sz]ing|ing|ed|ers?|ors?|ions?|ments?|ly|al|able|e)$/, "")
  .replace(/([^aeiousl])\1$/, "$1");

// A word of a script without spaces counts as each pair of its characters.
const stems = (text) => fold(text).split(" ").flatMap((word) => UNSPACED.test(word)
  ? Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)) : word ? [stem(word)] : []);

// Slips between two spellings: letters added, missed, replaced or swapped (Damerau's distance); `most` ends the count.
function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before, last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 0.8);
      }
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}

// ---- The index: [address, name, full form, other names, hints, tags, texts] of each entry, and where each stem stands.

let entries, names, places;

function index() {
  names = entries.map(([, name, full, others]) => [name, full, ...others].filter(Boolean).map(fold));
  places = new Map();
  entries.forEach(([, name, full, others, hints, tags, texts], at) => {
    const weights = new Map();
    const add = (text, weight) => stems(text).forEach((word) => weights.set(word, (weights.get(word) || 0) + weight));
    const words = stems(texts.join(" "));
    words.forEach((word, place) => weights.set(word, (weights.get(word) || 0) + (place < 12 ? 1.5 : 1)));
    [name, full, ...others].forEach((text) => add(text, 2.5));
    hints.split("|").forEach((text) => add(text, 2));
    tags.forEach((text) => add(text, 1));
    const norm = 0.6 + 0.4 * words.length / 30;
    weights.forEach((weight, word) => {
      if (!places.has(word)) places.set(word, new Map());
      places.get(word).set(at, weight / (weight + norm));
    });
  });
}

// What may be meant by a word: itself; where no entry has it, what it begins, or words that are a slip or two away.
function meant(word) {
  if (places.has(word) || word.length < 3) return [[word, 1]];
  const most = word.length < 5 ? 1 : word.length < 9 ? 1.8 : 2.8;
  return [...places.keys()].map((other) => other.startsWith(word) ? [other, 0.8]
    : [other, 0.9 - slips(word, other, most) / (most + 0.1)]).filter(([, worth]) => worth > 0)
    .sort((one, other) => other[1] - one[1]).slice(0, 6);
}

// ---- Ranking: how well the query is spelled like a name, and how much of it the entry's words say.

function search(query) {
  const key = fold(query), scores = new Map();
  if (!key) return [];
  const bare = key.replace(/^(?:what(?: is|s| are| does)|define|explain)(?: an?| the)? | (?:means?|stands? for)$/g, "");
  const all = stems(query), asked = all.filter((word, at) => !STOP.has(fold(query).split(" ")[at]));
  const words = [...new Set(asked.length ? asked : all)].map((word) => {
    const others = meant(word), count = Math.max(...others.map(([other]) => places.get(other)?.size || 0), 0);
    return [others, Math.log(1 + entries.length / (count + 0.5))];
  });
  const total = words.reduce((sum, [, rarity]) => sum + rarity, 0);
  for (const [others, rarity] of words) {
    const best = new Map();
    for (const [other, worth] of others) {
      places.get(other)?.forEach((weight, at) => best.set(at, Math.max(best.get(at) || 0, weight * worth)));
    }
    best.forEach((weight, at) => scores.set(at, (scores.get(at) || 0) + 70 * weight * rarity / total));
  }
  names.forEach((keys, at) => {
    let best = 0;
    keys.forEach((name, place) => {
      const worth = likeness(bare, name) * (place ? 0.97 : 1);
      if (worth > best) best = worth;
    });
    const said = scores.get(at) || 0;
    if (best) scores.set(at, Math.max(best, said) + 0.25 * Math.min(best, said));
  });
  const found = [...scores].filter(([, score]) => score > 12)
    .sort(([one, a], [other, b]) => b - a || (names[one][0] < names[other][0] ? -1 : 1));
  return found.filter(([, score]) => score > found[0][1] / 4).map(([at]) => at);
}

function likeness(key, name) {
  if (key === name) return 100;
  if (stem(key) === stem(name) || key.replaceAll(" ", "") === name.replaceAll(" ", "")) return 97;
  if (key.length > 1 && name.startsWith(key)) return 20 + 45 * key.length / name.length;
  const most = Math.min(4, Math.max(key.length, name.length) * 0.4);
  const count = slips(key, name, most);
  return count > most ? 0 : 95 - 150 * count / Math.max(key.length, name.length);
}

// ---- The page: reading its entries, showing what was found, keys.

const $ = (selector) => document.querySelector(selector);
const form = $("#_search"), input = $("#_q"), list = $("#_results"), status = $("#_status"), all = $("#_all");
const SHOWN = 30;

const read = () => [...document.querySelectorAll("article")].map((article) => {
  const texts = (selector) => [...article.querySelectorAll(selector)].map((node) => node.textContent);
  return ["#" + article.id, texts("h3 a")[0], texts(".full")[0] || "", texts(".also bdi"), article.dataset.hints || "",
    texts(".tags a"), texts("p:not([class]), li, blockquote, .titles bdi")];
});

// A big glossary has its entries on many pages: a script beside them holds all, and is loaded when they are searched.
function ready() {
  if (names) return true;
  if (form.dataset.index && !entries) {
    const script = document.createElement("script");
    const policy = self.trustedTypes?.createPolicy("glossary", { createScriptURL: (address) => address });
    script.src = policy ? policy.createScriptURL(form.dataset.index) : form.dataset.index;
    script.onload = show;
    if (!$("script[src]")) document.head.append(script);
    return false;
  }
  entries ||= read();
  index();
  return true;
}

function element(name, text, ...children) {
  const made = document.createElement(name);
  made.append(text, ...children);
  return made;
}

function result(at) {
  const [href, name, full, , , , texts] = entries[at];
  const link = element("a", element("b", name), " ", element("i", full), element("span", texts[0] || ""));
  link.href = href;
  return element("li", link);
}

function show() {
  const query = input.value.trim();
  if (query && !ready()) return;
  const found = query ? search(query) : [];
  list.replaceChildren(...found.slice(0, SHOWN).map(result));
  list.hidden = !query;
  all.hidden = Boolean(query);
  const say = status.dataset[["none", "one"][found.length] || "many"];
  status.textContent = query && say.replace("{}", query).replace("{n}", found.length);
}

function clear() {
  input.value = "";
  show();
}

// What a link leads to may stand on another page of the glossary, or be hidden behind what was found.
function arrive() {
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (!anchor) return;
  clear();
  document.getElementById(anchor)?.scrollIntoView();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});
input.addEventListener("input", show);
list.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link && link.hash === location.hash) arrive();
});
document.addEventListener("click", (event) => {
  const tag = event.target.closest(".tags a");
  if (!tag) return;
  event.preventDefault();
  input.value = tag.textContent;
  input.focus();
  show();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [input, ...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "/" && at) input.select();
  else if (event.key === "Escape" && input.value) clear() || input.focus();
  else if (step && at >= 0 && links[at + step]) links[at + step].focus();
  else return;
  event.preventDefault();
});
addEventListener("hashchange", arrive);
input.value = new URLSearchParams(location.search).get("q") || "";
if (input.value) show();
