// The search of the page and its keys. Without it everything is still there to read.
"use strict";

// ---- Words. Their keys ignore case, width, accents and punctuation.

const STOP = new Set(`a about an and any are as at be been but by can do does for from get has have how i if in into is it
its like my no not of on or our out so some something than that the their them there these they things this those to too
up use used using via want was we what when where which while who why will with without you your`.split(/\s+/));
const UNSPACED = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Thai}ー";
const RUN = new RegExp(`[${UNSPACED}]+|[^ ${UNSPACED}]+`, "gu"), IS_UNSPACED = new RegExp(`[${UNSPACED}]{2}`, "u");

const fold = (text) => text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
  .normalize("NFC").replace(/['’]s?(?!\p{L})/gu, "").replace(/[^\p{L}\p{M}\p{N}+#]+/gu, " ").trim();

const stem = (word) => /[^a-z]/.test(word) ? word : word
  .replace(/(?<=...)(?:(?<=ss|sh|ch|x)es|(?<![su])s)$/, "").replace(/(?<=...)ie?$/, "y")
  .replace(/(?<=....)(?:at(?:ions?|ors?|ing|ed|es?)|i[sz](?:e|ing)|ing|ed|[eo]rs?|ions?|ments?|ly|al|able|e)$/, "")
  .replace(/([^aeiousl])\1$/, "$1");

// The stems of a text. Where a script has no spaces, each pair of its characters counts as a word.
const stems = (text) => (fold(text).match(RUN) || []).flatMap((word) => IS_UNSPACED.test(word)
  ? [...word].slice(1).map((last, at) => [...word][at] + last) : [stem(word)]);

// Letters added, missed, replaced or swapped (Damerau's distance), as far as `most`.
function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return 9;
  let letters = 0, last = [], before;
  for (const text of [one, other]) {
    let own = 0;
    for (let at = 0; at < text.length; at++) own |= 1 << text.charCodeAt(at);
    letters ^= own;
  }
  for (let apart = 0; letters; letters &= letters - 1) if (++apart > 2 * most) return 9;
  for (let i = 0; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = i ? Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1])) : j;
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 0.8);
      }
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

// ---- The index. An entry is [address, name, full form, other names, hints, tags, texts].

let entries, names, phrases, places;

function index() {
  names = entries.map(([, name, full, others]) => [name, full, ...others].filter(Boolean).map(fold));
  phrases = names.map((keys, at) => [...keys, ...entries[at][4].split("|")].map(stems));
  places = new Map();  // of each stem: the entries that have it, and how much it says of each
  entries.forEach(([, , , , , tags, texts], at) => {
    const weights = new Map();
    const add = (words, weight) => words.forEach((word) => weights.set(word, (weights.get(word) || 0) + weight));
    const words = stems(texts.join(" "));
    add(words, 1);
    add(words.slice(0, 16), 1);
    add(tags.flatMap(stems), 1);
    add(new Set(names[at].flatMap(stems)), 1);
    add(new Set(phrases[at].flat()), 1);
    weights.forEach((weight, word) => {
      if (!places.has(word)) places.set(word, new Map());
      places.get(word).set(at, 0.2 + 0.8 * weight / (weight + 2));
    });
  });
}

// What a word may mean: itself; else what it begins, and words a slip or two away.
function meant(word) {
  if (places.has(word) || word.length < 3) return [[word, 1]];
  const most = Math.min(3, word.length / 4), near = [];
  for (const other of places.keys()) {
    const worth = other.startsWith(word) ? 0.8 : 0.9 - slips(word, other, most) / (most + 0.1);
    if (worth > 0) near.push([other, worth]);
  }
  return near.sort((one, other) => other[1] - one[1]).slice(0, 6);
}

// ---- Ranking: how like the query is to a name, and how much of it stands in a name and in the text.

function search(query) {
  const key = fold(query), scores = new Map();
  if (!key) return [];
  const said = stems(key.split(" ").filter((word) => !STOP.has(word)).join(" "));
  const words = [...new Set(said.length ? said : stems(key))].map((word) => {
    const others = meant(word), most = Math.max(0, ...others.map(([other]) => places.get(other)?.size || 0));
    return { others, share: Math.log(1 + entries.length / (most + 0.5)) };
  });
  const total = words.reduce((sum, { share }) => sum + share, 0);
  for (const { others, share } of words) {
    const best = new Map();
    for (const [other, worth] of others) {
      places.get(other)?.forEach((weight, at) => best.set(at, Math.max(best.get(at) || 0, weight * worth)));
    }
    best.forEach((weight, at) => scores.set(at, (scores.get(at) || 0) + 70 * weight * share / total));
  }
  scores.forEach((score, at) => {
    const inside = phrases[at].map((phrase) => words.reduce((sum, { others, share }) => sum + share *
      Math.max(0, ...others.map(([other, worth]) => phrase.includes(other) ? worth : 0)), 0) / total);
    scores.set(at, (score + 18 * Math.max(...inside)) * (words.length > 1 ? 1 : 0.7));
  });
  names.forEach((keys, at) => {
    const like = Math.max(...keys.map((name, place) => likeness(key, name) * (place ? 0.97 : 1)));
    const said = scores.get(at) || 0;
    if (like) scores.set(at, like > 96 ? like + said / 1000 : Math.max(like, said) + 0.2 * Math.min(like, said));
  });
  const found = [...scores].filter(([, score]) => score > 7)
    .sort(([one, a], [other, b]) => b - a || (names[one][0] < names[other][0] ? -1 : 1));
  return found.filter(([, score]) => score > found[0][1] / 2.5).map(([at]) => at);
}

const joined = (key) => stem(key.replaceAll(" ", ""));

function likeness(key, name) {
  if (key === name) return 100;
  if (key[0] === name[0] && joined(key) === joined(name)) return 97;
  if (key.length > 1 && name.startsWith(key)) return 20 + 45 * key.length / name.length;
  const longer = Math.max(key.length, name.length), most = Math.min(4, longer * 0.4), count = slips(key, name, most);
  return count > most ? 0 : 95 - 175 * count / longer;
}

// ---- The page: its entries, what was found, keys.

const $ = (selector) => document.querySelector(selector);
const form = $("#_search"), input = $("#_query"), list = $("#_results"), status = $("#_status"), all = $("#_all");
let loading;

const read = () => [...document.querySelectorAll("article")].map((article) => {
  const texts = (selector) => [...article.querySelectorAll(selector)].map((node) => node.textContent);
  return ["#" + article.id, texts("h3 a")[0], texts(".full")[0] || "", texts(".also bdi, .origin bdi"), article.dataset.hints || "",
    texts(".tags a"), texts("p:not([class]), li, blockquote, .titles bdi")];
});

// Calls back with an index. A big glossary has many pages, and a script that holds all entries.
function ready(then) {
  if (!names && form.dataset.index) {
    if (!loading) {
      loading = element("script");
      loading.src = form.dataset.index;
      document.head.append(loading);
    }
    loading.addEventListener("load", () => (names || index(), then()), { once: true });
    return;
  }
  if (!names) {
    entries = read();
    index();
  }
  then();
}

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
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
  list.hidden = !query;
  all.hidden = Boolean(query);
  status.textContent = "";
  try {
    history.replaceState(null, "", (query ? `?q=${encodeURIComponent(query)}` : location.pathname) + location.hash);
  } catch {}  // some browsers forbid it for files
  if (!query) return;
  ready(() => {
    if (query !== input.value.trim()) return;
    const found = search(query);
    list.replaceChildren(...found.slice(0, 30).map(result));
    const say = status.dataset[["none", "one"][found.length] || "many"];
    status.textContent = say.replace("{}", query).replace("{n}", found.length);
  });
}

// Goes where the address says: to a search or an entry, which may be on another page.
function arrive() {
  const anchor = decodeURIComponent(location.hash.slice(1)), place = document.getElementById(anchor);
  input.value = anchor ? "" : new URLSearchParams(location.search).get("q") || "";
  show();
  if (place) return place.scrollIntoView();
  if (anchor) ready(() => {
    const there = entries.find(([href]) => decodeURI(href).endsWith("#" + anchor));
    if (there && form.dataset.index) return location.replace(there[0]);
    input.value = anchor.replaceAll("-", " ");
    show();
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});
input.addEventListener("input", () => {
  if (location.hash) history.replaceState(null, "", location.pathname);
  show();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link?.closest(".tags")) {
    event.preventDefault();
    input.value = link.textContent;
    input.focus();
    scrollTo(0, 0);
    show();
  } else if (link?.hash && link.href === location.href) arrive();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [input, ...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "/" && at) input.select();
  else if (event.key === "Escape" && input.value) (input.value = ""), input.focus(), show();
  else if (step && at >= 0 && links[at + step]) links[at + step].focus();
  else return;
  event.preventDefault();
});
addEventListener("hashchange", arrive);
addEventListener("popstate", arrive);
arrive();
