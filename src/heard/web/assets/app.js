import { initAll } from "./govuk-frontend-6.6.0.min.js";

initAll();

// A scroll box with nothing to scroll is a needless stop for the keyboard.
for (const box of document.querySelectorAll(".heard-scroll")) {
  const mind = () => box.scrollWidth > box.clientWidth ? box.setAttribute("tabindex", "0") : box.removeAttribute("tabindex");
  new ResizeObserver(mind).observe(box);
}

// Paper cannot be pressed open.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details:not([open])")) {
    folded.dataset.openedForPrint = "";
    folded.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const opened of document.querySelectorAll("details[data-opened-for-print]")) {
    delete opened.dataset.openedForPrint;
    opened.open = false;
  }
});
