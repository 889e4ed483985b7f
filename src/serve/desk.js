"use strict";
// Keys: the pages of the desk by their letters, rows by j and k. Everything can be reached without them.
(() => {
  const rows = () => [...document.querySelectorAll("table.listing tbody tr")];
  let here = -1;
  const move = (by) => {
    const all = rows();
    if (!all.length) return;
    all[here]?.classList.remove("here");
    here = Math.min(Math.max(here + by, 0), all.length - 1);
    all[here].classList.add("here");
    all[here].querySelector("a")?.focus();
  };
  const places = [...document.querySelectorAll("nav.desk a")];
  const told = () => [...places.map((a) => `${a.dataset.key}: ${a.textContent}`), "j, k: next and last row", "n, p: next and last page", "Enter: open", "Esc: leave a field"];
  const help = () => {
    const dialog = document.createElement("dialog");
    const list = document.createElement("ul");
    for (const line of told()) list.append(Object.assign(document.createElement("li"), { textContent: line }));
    const close = Object.assign(document.createElement("button"), { textContent: "Close" });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    dialog.append(list, close);
    document.body.append(dialog);
    dialog.showModal();
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    n: () => document.querySelector("a[rel=next]")?.click(),
    p: () => document.querySelector("a[rel=prev]")?.click(),
    "?": help,
  };
  // A name is typed once.
  for (const field of document.querySelectorAll("[data-remember]")) {
    const key = `onrecord-${field.dataset.remember}`;
    field.value ||= localStorage.getItem(key) ?? "";
    field.form.addEventListener("submit", () => localStorage.setItem(key, field.value));
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const place = places.find((a) => a.dataset.key === event.key);
    const act = keys[event.key] ?? (place && (() => place.click()));
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
