// A key presses the button that names it, unless a reason is being written.
"use strict";

document.addEventListener("keydown", (event) => {
  const writing = document.activeElement instanceof HTMLInputElement;
  if (writing && event.key === "Escape") {
    document.activeElement.blur();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (writing || document.activeElement instanceof HTMLButtonElement && event.key === "Enter") {
    if (writing && event.key === "Enter") event.preventDefault(); // No answer is the first one.
    return;
  }
  for (const button of document.querySelectorAll("button[data-key]")) {
    if (button.dataset.key === event.key) {
      event.preventDefault();
      button.click();
      return;
    }
  }
});
