// Explains the terms of a glossary on any other page, which needs one line:
//   <script src="https://example.com/glossary/tooltips.js" defer></script>
// The first use of each term in prose gets a dotted line; hover, focus or a tap shows what it means, Escape hides it.
// data-within="article" in that line says where to look; else that is main or the whole body. Headings, code, links and
// what is inside data-no-glossary are left alone. Styles: .glossctl-term and .glossctl-card.
(() => {
  "use strict";
  const script = document.currentScript;
  const SKIPPED = `a, abbr, button, code, dfn, kbd, pre, samp, var, math, svg, script, style, template, noscript, iframe,
    h1, h2, h3, h4, h5, h6, label, input, select, textarea, summary, nav, header nav, footer, [contenteditable],
    [role=heading], [role=button], [data-no-glossary], .glossctl-card`;
  const UNSPACED = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}ー\\p{sc=Thai}";
  const TOKEN = new RegExp(`[${UNSPACED}]|[^${UNSPACED}\\P{L}](?:[^${UNSPACED}\\P{L}]|[\\p{M}\\p{N}+#])*|[\\p{N}+#]+`, "gu");
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\-_\u2010-\u2015]+/g, " ");
  const tokens = (text) => [...text.matchAll(TOKEN)];

  const terms = new Map();  // by key: [entry, the one spelling that counts or ""]
  let longest = 1, seen = new Set(), where = "", card, owner, timer;

  function learn(rows) {
    for (const entry of rows) {
      const [exact, loose] = entry;
      for (const [names, strict] of [[exact, true], [loose, false]]) {
        for (const name of names) {
          const key = fold(name), size = tokens(name).length;
          if (!terms.has(key)) terms.set(key, []);
          terms.get(key).push([entry, strict ? name : ""]);
          longest = Math.max(longest, Math.min(size, 12));
        }
      }
    }
  }

  // The entries that a piece of text names: as it is, or as the plural of a name.
  function named(text) {
    for (const end of ["", "s", "es"]) {
      if (!text.toLowerCase().endsWith(end)) continue;
      const bare = text.slice(0, text.length - end.length);
      const found = (terms.get(fold(bare)) || []).filter(([, exact]) => !exact || exact === bare).map(([entry]) => entry);
      if (found.length) return [...new Set(found)];
    }
    return [];
  }

  function mark() {
    if (where !== location.pathname) seen = new Set();
    where = location.pathname;
    const root = document.querySelector(script.dataset.within || "main, [role=main]") || document.body;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) if (!text.parentElement.closest(SKIPPED + ", .glossctl-term")) search(text);
  }

  function search(node) {
    const found = tokens(node.data), parts = [];
    let last = 0;
    for (let at = 0; at < found.length; at++) {
      for (let size = Math.min(longest, found.length - at); size; size--) {
        const end = found[at + size - 1], stop = end.index + end[0].length, text = node.data.slice(found[at].index, stop);
        const entries = named(text);
        if (!entries.length) continue;
        if (!entries.every((entry) => seen.has(entry))) {
          entries.forEach((entry) => seen.add(entry));
          parts.push(node.data.slice(last, found[at].index), term(text, entries));
          last = stop;
        }
        at += size - 1;
        break;
      }
    }
    if (parts.length) node.replaceWith(...parts, node.data.slice(last));
  }

  function element(name, kind, style, ...children) {
    const made = document.createElement(name);
    if (kind) made.className = "glossctl-" + kind;
    Object.assign(made.style, style);
    made.append(...children);
    return made;
  }

  function term(text, entries) {
    const made = element("span", "term", { textDecoration: "underline dotted", textUnderlineOffset: ".2em", cursor: "help" }, text);
    made.tabIndex = 0;
    made.setAttribute("role", "button");
    made.setAttribute("aria-expanded", "false");
    const open = () => show(made, entries);
    made.addEventListener("pointerenter", () => { clearTimeout(timer); timer = setTimeout(open, 120); });
    made.addEventListener("pointerleave", leave);
    for (const event of ["focus", "click"]) made.addEventListener(event, open);
    return made;
  }

  function show(made, entries) {
    clearTimeout(timer);
    if (owner === made) return;
    hide();
    owner = made;
    card = element("span", "card", {
      position: "fixed", inset: "auto", margin: "0", zIndex: 9999, boxSizing: "border-box", maxWidth: "min(24rem, calc(100vw - 1rem))",
      padding: ".75rem 1rem", font: "400 .9375rem/1.5 system-ui, sans-serif", textAlign: "start", background: "Canvas",
      color: "CanvasText", border: "1px solid GrayText", borderRadius: ".5rem", boxShadow: "0 .25rem 1rem #0003",
    });
    for (const [exact, loose, full, text, href] of entries) {
      const link = element("a", "", { fontWeight: 600 }, exact[0] || loose[0]);
      link.href = new URL(href, script.src);
      card.append(element("span", "", { display: "block" }, link, full && ` (${full})`, ": ", text));
    }
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", leave);
    made.after(card);
    made.setAttribute("aria-expanded", "true");
    if (card.showPopover) (card.popover = "manual"), card.showPopover();
    const { left, bottom, top } = made.getBoundingClientRect(), { width, height } = card.getBoundingClientRect();
    card.style.left = Math.max(8, Math.min(left, innerWidth - width - 8)) + "px";
    card.style.top = (bottom + height + 8 < innerHeight ? bottom + 6 : Math.max(8, top - height - 6)) + "px";
  }

  function hide() {
    clearTimeout(timer);
    card?.remove();
    owner?.setAttribute("aria-expanded", "false");
    card = owner = null;
  }

  function leave() {
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  }

  const outside = (event) => owner && !owner.contains(event.target) && !card.contains(event.target);
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  for (const event of ["focusin", "pointerdown"]) addEventListener(event, (event) => outside(event) && hide());
  addEventListener("scroll", (event) => card && !card.contains(event.target) && hide(), true);

  const idle = self.requestIdleCallback || setTimeout;
  idle(async () => {
    const answer = await fetch(new URL("tooltips.json", script.src)).catch(() => null);
    if (!answer?.ok) return;
    learn(await answer.json());
    mark();
    // A site that changes its page without loading another is marked anew.
    new MutationObserver(() => where !== location.pathname && idle(mark)).observe(document.body, { childList: true, subtree: true });
  });
})();
