"use strict";
// Search over the index that lies beside the pages: see kg/site/searching.py for its form.
(() => {
  const SHOWN = 10, LOOKED = 50, MOST_SHARDS = 2, NAME = 8, SIGN = 8, BITS = 48;
  const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
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

  // The names of entries, each with the sign of its words.
  const namesIn = (text) => Array.from({ length: text.length / (NAME + SIGN) }, (_, i) => {
    const name = i * (NAME + SIGN), sign = name + NAME;
    return [text.slice(name, sign), text.slice(sign, sign + SIGN)];
  });

  // Whether an entry with this sign may have a word that begins so: as sign() of kg/site/searching.py.
  function allows(sign, word) {
    const [first, second] = word;
    if (second === undefined) return true;
    const bit = (first.codePointAt(0) * 31 + second.codePointAt(0)) % BITS;
    return (DIGITS.indexOf(sign[Math.floor(bit / 6)]) >> (bit % 6)) & 1;
  }

  function shardsOf(word, shards, whole) {
    const own = shards.filter((start) => word.startsWith(start)).sort((a, b) => b.length - a.length).slice(0, 1);
    const longer = whole ? [] : shards.filter((start) => start.startsWith(word) && !own.includes(start));
    return own.concat(longer.length <= MOST_SHARDS ? longer : []);
  }

  // The names of the entries that have a word; with `whole` unset, or one that begins with it.
  async function lookUp(word, shards, whole) {
    const found = { word, names: new Map(), common: false };
    for (const start of shardsOf(word, shards, whole)) {
      const words = await load("w-" + start);
      for (const [each, [common, names]] of Object.entries(words)) {
        if (each === word || (!whole && each.startsWith(word))) {
          if (common) found.common = true;
          namesIn(names).forEach(([name, sign]) => found.names.set(name, sign));
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
    const rare = looked.filter((each) => !each.common), common = looked.filter((each) => each.common);
    const some = rare.length ? rare.slice(0, 1) : common;
    const names = new Map(some.flatMap((each) => [...each.names]));
    const fits = (name, sign) => rare.every((each) => each.names.has(name)) &&
      common.every((each) => each.names.has(name) || allows(sign, each.word));
    const fitting = [...names].filter(([name, sign]) => fits(name, sign)).map(([name]) => name).sort();
    return { names: fitting, common, index, cut: !rare.length };
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
    const has = (row, { word, names }) => names.has(row[0]) || fold(row[1]).some((each) => each.startsWith(word));
    const step = async () => {
      const enough = done + LOOKED;
      let shown = 0;
      while (shown < SHOWN && done < enough && done < result.names.length) {
        const some = result.names.slice(done, done + SHOWN);
        done += some.length;
        const rows = await entries(some, result.index);
        if (mine !== turn) return;
        for (const row of rows.filter((each) => result.common.every((word) => has(each, word)))) {
          show(row, result.index.kinds);
          shown += 1;
        }
      }
      more.hidden = done >= result.names.length;
      const n = list.children.length;
      said.textContent = !fold(text).length ? "" : n === 0 && more.hidden ? "Nothing has these words." :
        n === 0 ? `None of the ${done} looked at has these words; ${result.names.length - done} more may.` :
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
