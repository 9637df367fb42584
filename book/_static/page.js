// The two things that the theme leaves to Bootstrap's script of 82 kB: the menu of downloads, and the mark in
// "On this page" of the section that is read. What a button does, its title says.
(() => {
  "use strict";

  const menu = (button) => {
    const list = button.nextElementSibling;
    const show = (shown) => {
      for (const part of [button, list]) part.classList.toggle("show", shown);
      button.setAttribute("aria-expanded", String(shown));
    };
    const open = () => button.classList.contains("show");
    button.addEventListener("click", () => show(!open()));
    button.parentElement.addEventListener("keydown", (event) => {
      const entries = [...list.querySelectorAll("a, button")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape" && open()) {
        show(false);
        button.focus();
      } else if (step && open()) {
        event.preventDefault();
        const next = entries.indexOf(document.activeElement) + step;
        (next < 0 ? button : entries[Math.min(next, entries.length - 1)]).focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (!button.parentElement.contains(event.target)) show(false);
    });
    button.parentElement.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !button.parentElement.contains(event.relatedTarget)) show(false);
    });
  };

  // Not scrollIntoView: that would move the page, too.
  const keepInView = (link, box) => {
    const [inner, outer] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      box.scrollTop += inner.top - outer.top - outer.height / 2;
    }
  };

  // Sections hold sections: of those that cross a line in the upper part of the window, the last is the innermost.
  const follow = (contents) => {
    const links = new Map();
    for (const link of contents.querySelectorAll('a[href^="#"]')) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (section) links.set(section, link);
    }
    const crossing = new Set();
    const mark = () => {
      for (const part of contents.querySelectorAll(".active")) part.classList.remove("active");
      const [innermost] = [...links.keys()].filter((section) => crossing.has(section)).slice(-1);
      const link = links.get(innermost);
      for (let entry = link?.closest("li"); entry; entry = entry.parentElement.closest("li")) {
        entry.classList.add("active");
        entry.querySelector("a").classList.add("active");
      }
      const box = link?.closest(".bd-sidebar-secondary");
      if (box) keepInView(link, box);
    };
    const watch = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) crossing[isIntersecting ? "add" : "delete"](target);
      mark();
    }, { rootMargin: "-25% 0px -75% 0px" });
    for (const section of links.keys()) watch.observe(section);
  };

  document.querySelectorAll('[data-bs-toggle="dropdown"]').forEach(menu);
  document.querySelectorAll("nav.page-toc").forEach(follow);
})();
