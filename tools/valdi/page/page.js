(() => {
  "use strict";
  const table = document.querySelector("table");
  const labels = [...table.querySelectorAll(".label")];
  const names = [...table.querySelectorAll("th.lane")].map((lane) => lane.textContent);
  const rows = [...table.tBodies[0].rows].map((row) => {
    const label = row.querySelector(".label");
    const name = label ? names[row.dataset.starter] : "";
    return { row, text: (name + " " + (label ? label.textContent : row.textContent)).toLowerCase() };
  });

  /* The details stand below their label, above it where there is no room, and in the window from left to right. */
  const place = (label) => {
    const detail = label.nextElementSibling;
    detail.classList.remove("off", "up");
    detail.style.marginLeft = "";
    const box = detail.getBoundingClientRect();
    const head = table.tHead.rows[0].cells[0].getBoundingClientRect().bottom; /* it stays, the row does not */
    if (box.bottom > innerHeight && label.getBoundingClientRect().top - box.height > head) detail.classList.add("up");
    const over = box.right + 16 - document.documentElement.clientWidth;
    detail.style.marginLeft = Math.max(8 - box.left, Math.min(-over, 0)) + "px";
  };
  const relate = (row, is) => {
    for (const other of (row.dataset.related || "").split(" "))
      if (other) document.getElementById("e" + other).classList.toggle("related", is);
  };
  const show = (event) => {
    const label = event.target.closest && event.target.closest(".label");
    if (!label) return;
    place(label);
    relate(label.closest("tr"), true);
  };
  const hide = (event) => {
    const label = event.target.closest && event.target.closest(".label");
    if (label) relate(label.closest("tr"), false);
  };
  table.addEventListener("mouseover", show);
  table.addEventListener("mouseout", hide);
  table.addEventListener("focusin", show);
  table.addEventListener("focusout", hide);

  document.addEventListener("keydown", (event) => {
    const label = document.activeElement.closest(".label");
    if (event.key === "Escape")
      for (const one of labels) if (one.matches(":hover, :focus")) one.nextElementSibling.classList.add("off");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!label || !step) return;
    let at = labels.indexOf(label) + step;
    while (labels[at] && labels[at].closest("tr").hidden) at += step;
    if (labels[at]) labels[at].focus();
    event.preventDefault();
  });

  const filter = document.getElementById("filter");
  const count = document.getElementById("count");
  filter.addEventListener("input", () => {
    const wanted = filter.value.toLowerCase();
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !text.includes(wanted);
      shown += !row.hidden;
    }
    count.textContent = wanted ? shown + " of " + rows.length : "";
  });
})();
