// Finds claims by quote, figure, original wording or id, above what Sphinx finds in the pages.
// The list of claims is a script (claims.js), so that it works from a folder too.
(() => {
  "use strict";
  const list = document.getElementById("recount-claims");
  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
  if (!list || !query) return;

  // Sphinx fetches pages for its excerpts, which a browser refuses in a folder.
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

  // 3,864 and 3864, "近 1.6 万亿" and "近1.6万亿" are the same.
  const plain = (text) =>
    text.normalize("NFKC").toLowerCase().replace(/(\d),(?=\d{3})/g, "$1").replace(/[“”"'’‘]/g, "").replace(/\s+/g, " ")
      .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, "");

  const wanted = plain(query);
  const words = wanted.split(" ").filter(Boolean);
  const whole = (text, word) => {
    const at = text.indexOf(word);
    // "5 percent" is not found in "7.5 percent".
    return at >= 0 && !(/\d/.test(word[0]) && /[\d.]/.test(text[at - 1] ?? "") && !text.includes(` ${word}`));
  };

  function weight(claim) {
    if (claim.id === wanted) return 5;
    const told = ["quote", "zh", "en", "figures"].map((part) => plain(claim[part]));
    if (told.some((text) => whole(text, wanted))) return 4;
    if (whole(plain(claim.states), wanted)) return 3;
    const all = [...told, plain(claim.states), claim.id, plain(claim.from), claim.verdict].join(" ");
    return words.every((word) => whole(all, word)) ? 1 : 0;
  }

  const make = (name, text, attributes = {}) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...[text].flat());
    return element;
  };

  const found = window.RECOUNT_CLAIMS.map((claim) => ({ claim, weight: weight(claim) }))
    .filter((each) => each.weight)
    .sort((a, b) => b.weight - a.weight);
  const items = found.map(({ claim }) =>
    make("li", [
      make("a", claim.states, { href: `${claim.page}#${claim.id}` }),
      make("p", [
        make("strong", claim.verdict), ` · “${claim.quote}”`,
        ...(claim.zh ? [" · ", make("span", claim.zh, { lang: "zh" })] : []),
        ` · ${claim.from}`,
      ]),
    ]),
  );
  const count = `${found.length || "No"} claim${found.length === 1 ? "" : "s"}`;
  list.append(make("h2", "Claims"), make("p", count, { role: "status" }), make("ol", items));
})();
