/* Filters, a search, an order and deep links for docpipe's review pages. Without it they are plain tables.

   A page has one `[data-filter]`, whose words name fields, and items (`[data-item]`), each with `data-FIELD` on itself
   or on what it holds. Only text and attributes of elements are read and set, never HTML. */
(function () {
  "use strict";

  var MANY = 12; // entries; more are folded at first

  function make(tag, set, inside) {
    var made = document.createElement(tag);
    Object.keys(set || {}).forEach(function (name) { made.setAttribute(name, set[name]); });
    (inside || []).forEach(function (one) { made.append(one); });
    return made;
  }

  function values(item, field) {
    var name = "data-" + field;
    var found = Array.from(item.querySelectorAll("[" + name + "]"), function (one) { return one.getAttribute(name); });
    if (item.hasAttribute(name)) found.push(item.getAttribute(name));
    return found.filter(Boolean);
  }

  function words(text) {
    return text.toLowerCase().split(/\s+/).filter(Boolean);
  }

  function natural(a, b) {
    return a.localeCompare(b, undefined, { numeric: true });
  }

  function labelled(label, input) {
    input.id = "docpipe-" + label.replace(/\W/g, "-");
    return make("div", {}, [make("label", { for: input.id }, [label]), input]);
  }

  function select(options) {
    return make("select", {}, options.map(function (one) { return make("option", { value: one[0] }, [one[1]]); }));
  }

  function listed(items, field) {
    var counts = new Map();
    items.forEach(function (item) {
      new Set(item.fields[field]).forEach(function (one) { counts.set(one, (counts.get(one) || 0) + 1); });
    });
    var names = Array.from(counts.keys()).sort(natural);
    return [["", "any"]].concat(names.map(function (one) { return [one, one + " (" + counts.get(one) + ")"]; }));
  }

  /* The address keeps what is chosen, so that a view can be sent to someone. */
  function remember(controls) {
    var asked = new URLSearchParams();
    controls.forEach(function (one) { if (one.input.value) asked.set(one.name, one.input.value); });
    var query = asked.toString();
    try { history.replaceState(history.state, "", (query ? "?" + query : location.pathname) + location.hash); }
    catch (error) { /* some browsers refuse it for files: the view works all the same */ }
  }

  function recall(controls) {
    var asked = new URLSearchParams(location.search);
    controls.forEach(function (one) { if (asked.has(one.name)) one.input.value = asked.get(one.name); });
  }

  function group(item) {
    return item.element.parentElement;
  }

  function show(items, controls, status, what) {
    var wanted = words(controls[0].input.value), shown = 0;
    items.forEach(function (item) {
      var fits = controls.every(function (one) {
        return !one.field || !one.input.value || item.fields[one.field].includes(one.input.value);
      });
      if (fits && wanted.length) {
        item.text = item.text || item.element.textContent.toLowerCase();
        fits = wanted.every(function (word) { return item.text.includes(word); });
      }
      item.element.hidden = !fits;
      shown += fits;
    });
    new Set(items.map(group)).forEach(function (one) {
      if (one.className !== "docpipe-group") return;
      one.hidden = !one.querySelector(":scope > [data-item]:not([hidden])");
      for (var before = one.previousElementSibling; before; before = before.previousElementSibling) {
        before.hidden = one.hidden;
        if (/^H\d$/.test(before.tagName)) break;
      }
    });
    status.textContent = shown === items.length ? shown + " " + what : shown + " of " + items.length + " " + what;
  }

  function order(items, name) {
    var sorted = items.slice().sort(function (a, b) {
      var first = name ? natural(values(a.element, name)[0] || "", values(b.element, name)[0] || "") : 0;
      if (name && !isNaN(values(a.element, name)[0])) first = -first; // of numbers, the largest first
      return first || a.rank - b.rank;
    });
    sorted.forEach(function (item) { group(item).append(item.element); });
  }

  function folding(items) {
    var entries = items.filter(function (item) { return item.element.tagName === "DETAILS"; });
    if (!entries.length) return [];
    var button = make("button", { type: "button", class: "md-button" });
    function fold(open) {
      entries.forEach(function (item) { if (!item.element.hidden) item.element.open = open; });
      button.textContent = open ? "Fold all" : "Unfold all";
      button.setAttribute("aria-expanded", String(open));
    }
    button.addEventListener("click", function () { fold(button.textContent === "Unfold all"); });
    fold(entries.length <= MANY);
    return [button];
  }

  /* What the address names is unfolded, shown whatever the filters say, and scrolled to. */
  function arrive() {
    var name = location.hash.slice(1), there = null;
    try { there = document.getElementById(decodeURIComponent(name)); } catch (error) { return; }
    var item = there && there.closest("[data-item]");
    if (!item) return;
    item.hidden = item.parentElement.hidden = false;
    for (var one = there; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
    there.scrollIntoView();
  }

  /* What scrolls sideways must be reached by the keyboard. */
  function reachable() {
    document.querySelectorAll("pre > code, .md-typeset__scrollwrap").forEach(function (one) {
      if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    });
  }

  function start() {
    reachable();
    var bar = document.querySelector("[data-filter]");
    if (!bar || bar.firstChild) return;
    var fields = words(bar.getAttribute("data-filter")), orders = words(bar.getAttribute("data-order"));
    var items = Array.from(document.querySelectorAll("[data-item]"), function (element, rank) {
      var item = { element: element, rank: rank, fields: {}, text: "" };
      fields.forEach(function (field) { item.fields[field] = values(element, field); });
      return item;
    });
    var search = make("input", { type: "search" });
    var controls = [{ name: "q", input: search }];
    bar.append(labelled("search", search));
    fields.forEach(function (field) {
      var input = select(listed(items, field));
      controls.push({ name: field, field: field, input: input });
      bar.append(labelled(field, input));
    });
    if (orders.length) {
      var by = select([["", "rank"]].concat(orders.map(function (one) { return [one, one]; })));
      controls.push({ name: "order", input: by });
      bar.append(labelled("order by", by));
      by.addEventListener("change", function () { order(items, by.value); });
    }
    var reset = make("button", { type: "reset", class: "md-button" }, ["Reset"]);
    var status = make("p", { role: "status" });
    var form = make("form", { class: "docpipe-filter", role: "search" }, Array.from(bar.childNodes));
    form.append(reset);
    folding(items).forEach(function (one) { form.append(one); });
    bar.append(form, status);

    function update() {
      show(items, controls, status, bar.getAttribute("data-what"));
      remember(controls);
    }
    form.addEventListener("input", update);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(function () { order(items, ""); update(); }); });
    recall(controls);
    if (orders.length) order(items, controls[controls.length - 1].input.value);
    show(items, controls, status, bar.getAttribute("data-what"));
    arrive();
  }

  window.addEventListener("hashchange", arrive);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  if (window.document$) window.document$.subscribe(start); // the theme may change pages without loading them
})();
