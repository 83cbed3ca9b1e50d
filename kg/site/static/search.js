"use strict";
// Search over the index that lies beside the pages: see kg/site/searching.py for its form.
(() => {
  const SHOWN = 10, MOST_SHARDS = 4, NAME = 8;
  const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  const loaded = new Map(), waiting = new Map();
  window.kgLoaded = (name, content) => { loaded.set(name, content); };

  const fileOf = (name) =>
    name.replace(/^w-(.*)$/su, (_, letters) =>
      "w-" + (/^[a-z0-9]+$/.test(letters) ? letters : [...letters].map((c) => "x" + c.codePointAt(0).toString(16)).join("")));

  function load(name) {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = "search/" + fileOf(name) + ".js";
        script.onload = () => resolve(loaded.get(name));
        script.onerror = () => reject(new Error(script.src));
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  // As fold() of kg/text.py, for what people type.
  const SPECIAL = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i" };
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[ßæœøłđðþı]/gu, (c) => SPECIAL[c])
    .replace(/[\u0300-\u036f]/gu, "").split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);

  const namesIn = (text) => Array.from({ length: text.length / NAME }, (_, i) => text.slice(i * NAME, (i + 1) * NAME));

  function shardsOf(word, shards, whole) {
    const own = shards.filter((start) => word.startsWith(start)).sort((a, b) => b.length - a.length).slice(0, 1);
    const longer = whole ? [] : shards.filter((start) => start.startsWith(word) && !own.includes(start));
    return own.concat(longer.length <= MOST_SHARDS ? longer : []);
  }

  // The names of the entries that have a word; with `whole` unset, or one that begins with it.
  async function lookUp(word, shards, whole) {
    const found = { names: new Set(), common: false };
    for (const start of shardsOf(word, shards, whole)) {
      const words = await load("w-" + start);
      for (const [each, [common, names]] of Object.entries(words)) {
        if (each === word || (!whole && each.startsWith(word))) {
          if (common) found.common = true;
          namesIn(names).forEach((name) => found.names.add(name));
        }
      }
    }
    return found;
  }

  function bucketOf(name, buckets) {
    let number = 0;
    for (const letter of name.slice(1)) number = (number * 32 + LETTERS.indexOf(letter)) % buckets;
    return number.toString(16);
  }

  async function entries(names, index) {
    const rows = await Promise.all(names.map(async (name) =>
      (await load("e-" + bucketOf(name, index.buckets))).filter((row) => row[0] === name)));
    return rows.flat();
  }

  async function search(text) {
    const words = fold(text), index = await load("index");
    if (!words.length) return { names: [], common: [], index };
    const looked = await Promise.all(words.map((word, i) => lookUp(word, index.shards, i < words.length - 1)));
    const rare = looked.filter((each) => !each.common);
    const narrow = rare.length ? rare : looked;
    const names = narrow.reduce((left, each) => left.filter((name) => each.names.has(name)), [...narrow[0].names]);
    const common = rare.length ? words.filter((_, i) => looked[i].common) : [];
    return { names: names.sort(), common, index, cut: !rare.length };
  }

  const said = document.getElementById("said"), list = document.getElementById("found");
  const more = document.getElementById("more"), field = document.getElementById("q");
  let turn = 0;

  function show(row, kinds) {
    const [, label, path, kind, year] = row;
    const item = document.createElement("li"), what = document.createElement("span");
    const link = document.createElement("a"), name = document.createElement("bdi");
    what.className = "year";
    what.textContent = year || kinds[kind];
    link.href = path;
    name.textContent = label;
    link.append(name);
    item.append(what, link);
    list.append(item);
  }

  async function answer(text) {
    const mine = ++turn;
    const result = await search(text);
    if (mine !== turn) return;
    list.replaceChildren();
    let done = 0;
    const step = async () => {
      let shown = 0;
      while (shown < SHOWN && done < result.names.length) {
        const some = result.names.slice(done, done + SHOWN);
        done += some.length;
        const rows = await entries(some, result.index);
        if (mine !== turn) return;
        for (const row of rows.filter((each) => result.common.every((word) => fold(each[1]).some((w) => w.startsWith(word))))) {
          show(row, result.index.kinds);
          shown += 1;
        }
      }
      more.hidden = done >= result.names.length;
      const n = list.children.length;
      said.textContent = !fold(text).length ? "" : n === 0 ? "Nothing has these words." :
        `${n}${more.hidden ? "" : " or more"} found.` + (result.cut ? " These words are in very many titles: add a rarer one." : "");
    };
    more.onclick = step;
    await step();
  }

  const start = () => answer(field.value).catch((error) => { said.textContent = `The index cannot be loaded: ${error.message}`; });
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", start);
  if (field.value) start();
})();
