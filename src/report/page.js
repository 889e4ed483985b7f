"use strict";
// Sorting and filtering of the stories, and sorting of tables. The page is whole without it.
(() => {
  const form = document.querySelector("form.filter");
  const lists = [...document.querySelectorAll("[data-stories]")];
  const stories = () => lists.flatMap((list) => [...list.children]);
  const order = {
    gravity: (a, b) => a.dataset.rank - b.dataset.rank,
    newest: (a, b) => b.dataset.at.localeCompare(a.dataset.at),
    headline: (a, b) => a.dataset.words.localeCompare(b.dataset.words),
  };
  const apply = () => {
    const words = form.elements.words.value.trim().toLowerCase();
    const outlet = form.elements.outlet.value;
    const least = Number(form.elements.severity.value);
    let shown = 0;
    for (const story of stories()) {
      const { dataset } = story;
      const fits = dataset.words.includes(words) && (!outlet || dataset.outlet === outlet) && dataset.severity >= least;
      story.hidden = !fits;
      if (fits && story.parentElement === lists[0]) shown += 1;
    }
    for (const list of lists) list.append(...[...list.children].sort(order[form.elements.order.value]));
    form.elements.told.value = `${shown} of ${lists[0].children.length} shown`;
  };
  if (form && lists.length) {
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
  }
  for (const head of document.querySelectorAll("table.sorted th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      const body = head.closest("table").tBodies[0];
      const value = (row) => row.cells[head.cellIndex].innerText.trim();
      const rows = [...body.rows].sort((a, b) => value(a).localeCompare(value(b), undefined, { numeric: true }));
      for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      body.append(...(down ? rows.reverse() : rows));
    });
  }
})();
