// Light or dark before anything is painted: what the reader chose, else what the device prefers.
(() => {
  const root = document.documentElement;
  if (root.hasAttribute("data-bs-theme")) return;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
  follow();
  dark.addEventListener("change", follow);
})();
