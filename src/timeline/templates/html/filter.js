// Filters the entries of a whole page. Without it nothing is missing: the form stays hidden until it runs. It asks for nothing over
// the network; what is chosen stands in the address behind "#?", where it can be shared, and nowhere else.
(() => {
  const form = document.querySelector(".cr-filter");
  if (!form) return;
  const entries = [...document.querySelectorAll(".cr-entry")];
  const selects = [...form.querySelectorAll("select")];
  const count = form.querySelector("output");
  const texts = new Map();

  const words = (entry, name) => (entry.dataset[name] ?? "").split("\n").filter(Boolean);
  const contested = (entry) => "contested" in entry.dataset;
  // To a search, case, accents and the shape of apostrophes and dashes do not matter; large letters make "ß" two and one of "σ" and "ς".
  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u2010-\u2014]/g, "-").toUpperCase();
  const text = (entry) => texts.get(entry) ?? texts.set(entry, plain(entry.textContent)).get(entry);
  const target = (hash) => document.getElementById(hash.slice(1))?.closest("[hidden]");

  function show() {
    const wanted = Object.fromEntries(new FormData(form));
    const parts = plain(wanted.text).split(/\s+/).filter(Boolean);
    const fits = (entry) =>
      selects.every(({ name }) => !wanted[name] || words(entry, name).includes(wanted[name])) &&
      (!wanted.contested || contested(entry)) &&
      parts.every((part) => text(entry).includes(part));
    for (const entry of entries) entry.hidden = !fits(entry);
    for (const period of document.querySelectorAll(".cr-period"))
      period.hidden = !period.querySelector(".cr-entry:not([hidden])");
    for (const link of document.querySelectorAll(".cr-contents a")) link.parentNode.hidden = !!target(link.hash);
    for (const mark of document.querySelectorAll(".cr-lanes a"))
      mark.style.opacity = target(mark.getAttribute("href")) ? 0.15 : "";
    const shown = entries.filter((entry) => !entry.hidden).length;
    count.value = count.dataset.words.replace("{shown}", shown).replace("{all}", entries.length);
  }

  function keep() {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    // A page inside another may not change its address.
    try {
      history.replaceState(null, "", `${query}` ? `#?${query}` : location.href.split("#")[0]);
    } catch {}
  }

  function restore() {
    const query = new URLSearchParams(location.hash.slice(2));
    for (const select of selects) {
      select.value = query.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.selectedIndex = 0;
    }
    form.text.value = query.get("text") ?? "";
    form.contested.checked = query.has("contested");
    show();
  }

  // A link to an entry that is filtered away shows all again.
  function follow() {
    if (location.hash.startsWith("#?")) return restore();
    const hidden = target(location.hash);
    if (!hidden) return;
    form.reset();
    show();
    hidden.scrollIntoView();
  }

  for (const select of selects) {
    const known = [...new Set(entries.flatMap((entry) => words(entry, select.name)))];
    select.append(...known.sort((a, b) => a.localeCompare(b)).map((word) => new Option(word)));
    // A choice that would choose everything is none.
    select.parentNode.hidden = known.every((word) => entries.every((entry) => words(entry, select.name).includes(word)));
  }
  form.contested.parentNode.hidden = !entries.some(contested);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => (show(), keep()));
  form.querySelector("button").addEventListener("click", () => (form.reset(), show(), keep()));
  addEventListener("hashchange", follow);
  location.hash.startsWith("#?") ? restore() : show();
  form.hidden = false;
})();
