"use strict";
// Leads the IRI of a thing, or of a part of one, to its page, on hosts that know no rules.
(() => {
  const base = document.currentScript.dataset.base;
  const path = decodeURI(location.pathname);
  if (!path.startsWith(base)) return;
  for (const [pattern, page, fragment] of window.kgRules) {
    const found = new RegExp(pattern, "u").exec(path.slice(base.length));
    if (found) {
      const fill = (text) => text.replace(/\$(\d)/g, (_, i) => found[Number(i)] || "");
      location.replace(base + fill(page) + (fragment ? "#" + fill(fragment) : ""));
      return;
    }
  }
})();
