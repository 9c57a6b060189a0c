/* An item of the queue that somebody works at stays his: every few minutes, if anything was touched since. */
(() => {
  const bar = document.querySelector("[data-keep]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!bar || !token) return;
  const EVERY = 5 * 60 * 1000;
  let touched = false;
  for (const name of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(name, () => { touched = true; }, { passive: true });
  }
  const told = bar.querySelector("[role=status]");
  setInterval(async () => {
    if (!touched) return;
    touched = false;
    const body = new URLSearchParams({ article: bar.dataset.article, csrfmiddlewaretoken: token.value });
    try {
      const answer = await fetch(bar.dataset.keep, { method: "POST", body });
      told.textContent = answer.ok ? "这一篇在您手上。" : "这一篇已不在您手上；您改的字还可以保存。";
    } catch {
      touched = true;
    }
  }, EVERY);
})();
