// Copies the address of a claim, and shows references in a window of the page.
// Without it the same links lead to the claim, and to a page with all references.
// References come as a script, not by fetch: a page that is opened from a folder cannot fetch.
(() => {
  "use strict";

  const styles = {
    apa: "APA", chicago: "Chicago", oscola: "OSCOLA", gb7714: "GB/T 7714",
    bibtex: "BibTeX", ris: "RIS", "csl-json": "CSL-JSON",
  };
  const endings = { bibtex: "bib", ris: "ris", "csl-json": "json" };
  const loaded = new Map();

  const references = (page) => {
    if (!loaded.has(page)) {
      loaded.set(page, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = page.replace(/\.html$/, ".js");
        script.onload = () => resolve(window.recountReferences);
        script.onerror = () => { loaded.delete(page); reject(new Error(script.src)); };
        document.head.append(script);
      }));
    }
    return loaded.get(page);
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      (document.querySelector("dialog[open]") || document.body).append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  };

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const show = (entry, key, opener) => {
    const choice = element("select", { id: "recount-style" });
    for (const [name, title] of Object.entries(styles)) choice.append(new Option(title, name));
    const text = element("textarea", { readOnly: true, rows: 7, id: "recount-reference" });
    const status = element("p", { className: "recount-status" });
    status.setAttribute("role", "status");
    const copying = element("button", { type: "button", textContent: "Copy" });
    const saving = element("button", { type: "button", textContent: "Download" });
    const closing = element("button", { type: "button", textContent: "Close" });
    const heading = element("h2", { id: "recount-dialog-title", textContent: `Cite: ${entry.heading}` });
    const dialog = element("dialog", { className: "recount-dialog" }, heading,
      element("label", { htmlFor: choice.id, textContent: "Style " }), choice,
      element("label", { htmlFor: text.id, className: "recount-sr-only", textContent: "Reference" }), text,
      element("p", { className: "recount-buttons" }, copying, saving, closing), status,
      element("p", { className: "recount-hint",
        textContent: "OSCOLA and GB/T 7714 also ask for the day on which you read the page: add it." }));
    if (entry.sentence) {
      dialog.append(element("p", {}, element("strong", { textContent: "A sentence to print: " }), entry.sentence));
    }
    dialog.setAttribute("aria-labelledby", heading.id);
    const fill = () => { text.value = entry.references[choice.value]; status.textContent = ""; };
    choice.onchange = fill;
    copying.onclick = async () => { await copy(text.value); status.textContent = `Copied: ${styles[choice.value]}`; };
    saving.onclick = () => {
      const url = URL.createObjectURL(new Blob([`${text.value}\n`], { type: "text/plain" }));
      element("a", { href: url, download: `${key}.${endings[choice.value] || "txt"}` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    };
    closing.onclick = () => dialog.close();
    dialog.onclose = () => { dialog.remove(); opener.focus(); };
    document.body.append(dialog);
    fill();
    dialog.showModal();
  };

  document.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a.recount-cite, a.recount-copy");
    if (!link) return;
    event.preventDefault();
    if (link.classList.contains("recount-copy")) {
      await copy(link.dataset.address || link.href);
      history.replaceState(null, "", link.hash);
      link.textContent = "Link copied";
      setTimeout(() => { link.textContent = "Copy link"; }, 2000);
      return;
    }
    const [page, anchor = ""] = link.href.split("#");
    try {
      show((await references(page))[anchor], anchor || "recount", link);
    } catch {
      location.href = link.href;
    }
  });
})();
