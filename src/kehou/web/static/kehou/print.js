// A button that prints the page. Without this script it stays hidden: the browser prints anyway.
(() => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
