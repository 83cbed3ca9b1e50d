// Suggests words of the query while it is written. Without this the form works as well.
"use strict";
const area = document.getElementById("text");
const list = document.getElementById("suggestions");
const terms = JSON.parse(document.getElementById("terms").textContent);
let chosen = 0;
let word = "";

function variables() {
  return [...new Set(area.value.match(/[?$]\w+/g) || [])];
}

function suggest() {
  const before = area.value.slice(0, area.selectionStart);
  word = (before.match(/[?$\w:.-]+$/) || [""])[0];
  const known = "?$".includes(word[0] || " ") ? variables() : terms;
  const start = word.toLowerCase();
  const begins = (each) => each.toLowerCase().startsWith(start);
  const local = (each) => begins(each.slice(each.indexOf(":") + 1)); // Without its prefix.
  const found = start.length < 2 ? [] : [
    ...known.filter((each) => each !== word && begins(each)),
    ...known.filter((each) => !begins(each) && local(each)),
  ].slice(0, 8);
  chosen = 0;
  list.replaceChildren(...found.map((each, i) => {
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(i === 0));
    item.textContent = each;
    item.addEventListener("mousedown", (event) => { event.preventDefault(); take(each); });
    return item;
  }));
  list.hidden = found.length === 0;
}

function take(text) {
  const end = area.selectionStart;
  area.setRangeText(text, end - word.length, end, "end");
  list.hidden = true;
  area.focus();
}

function move(step) {
  const items = [...list.children];
  chosen = (chosen + step + items.length) % items.length;
  items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
}

area.addEventListener("input", suggest);
area.addEventListener("blur", () => { list.hidden = true; });
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    area.form.requestSubmit();
  } else if (!list.hidden && event.key === "Tab" && !event.shiftKey) {
    event.preventDefault();
    take(list.children[chosen].textContent);
  } else if (!list.hidden && event.key === "Escape") {
    list.hidden = true;
  } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp") && event.altKey) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  }
});
