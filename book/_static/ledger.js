// The ledger's filters and sorting. What is chosen stands in the address, after "#", so that a view can be shared;
// it works from a folder too. Without this script the table is whole and the filters are out of sight.
(() => {
  "use strict";
  const form = document.querySelector("form.recount-filters");
  const table = document.querySelector("table.recount-ledger");
  if (!form || !table) return;

  const body = table.tBodies[0];
  const rows = [...body.rows]; // in the order of the texts
  const selects = [...form.querySelectorAll("select")];
  const headers = [...table.tHead.rows[0].cells];
  const shown = form.querySelector("output");
  const names = headers.map((th) => th.textContent.trim().toLowerCase().replaceAll(" ", "-"));
  let sorted = ""; // a column's name, with "-" before it for descending, or nothing

  const texts = (row, column) => row.cells[column].dataset.order ?? row.cells[column].textContent.trim();
  const compare = new Intl.Collator("en", { numeric: true }).compare;

  function show() {
    const chosen = selects.filter((select) => select.value).map((select) => [select.name, select.value]);
    let count = 0;
    for (const row of rows) {
      row.hidden = !chosen.every(([name, value]) => row.dataset[name].split(" ").includes(value));
      if (!row.hidden) count += 1;
    }
    const column = names.indexOf(sorted.replace(/^-/, ""));
    const turn = sorted.startsWith("-") ? -1 : 1;
    const order = column < 0 ? rows : [...rows].sort((a, b) => turn * compare(texts(a, column), texts(b, column)));
    body.append(...order);
    headers.forEach((th, at) => {
      if (at === column) th.setAttribute("aria-sort", turn > 0 ? "ascending" : "descending");
      else th.removeAttribute("aria-sort");
    });
    shown.textContent = `${count} of ${rows.length} claims`;
  }

  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const select of selects) {
      select.value = asked.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    sorted = asked.get("sort") ?? "";
    show();
  }

  function write() {
    const asked = new URLSearchParams();
    for (const select of selects) if (select.value) asked.set(select.name, select.value);
    if (sorted) asked.set("sort", sorted);
    history.replaceState(null, "", `#${asked.toString() || "all"}`);
    show();
  }

  headers.forEach((th, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...th.childNodes);
    button.addEventListener("click", () => {
      // Up, down, and back to the order of the texts.
      sorted = sorted === names[at] ? `-${names[at]}` : sorted === `-${names[at]}` ? "" : names[at];
      write();
    });
    th.append(button);
  });
  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", read);
  read();
})();
