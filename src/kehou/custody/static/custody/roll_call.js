// Marks everybody who is not marked yet as there, without a way to the server, and counts along.
// Without this script the same button asks the server to do it. A thumb still saves the roll.
(() => {
  const roll = document.querySelector("[data-roll]");
  if (!roll) return;
  const lines = [...roll.querySelectorAll("fieldset")];
  const marked = (line) => line.querySelector("input[type=radio]:checked");

  const count = () => {
    roll.querySelector("[data-marked]").textContent = lines.filter(marked).length;
    for (const line of lines) if (marked(line)) line.classList.remove("is-open");
  };

  roll.addEventListener("change", count);
  roll.querySelector("[data-fill]").addEventListener("click", (event) => {
    event.preventDefault();
    for (const line of lines) {
      const away = line.querySelector(".badge");
      if (!marked(line)) line.querySelector(`[value=${away ? "absent" : "present"}]`).checked = true;
    }
    count();
  });
  count();
})();
