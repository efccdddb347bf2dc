// The report: its print button.
"use strict";
(() => {
  const button = document.querySelector("[data-print]");
  if (!button) return;
  button.addEventListener("click", () => {
    // A chart further down is loaded only when seen; paper needs them all.
    const charts = [...document.querySelectorAll("img[loading=lazy]")];
    for (const chart of charts) chart.loading = "eager";
    Promise.all(charts.map((chart) => chart.decode().catch(() => {}))).then(() => window.print());
  });
})();
