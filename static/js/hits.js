// From hit to hit without loading the page anew: the bar's two links, and the keys ← and →.
// Without this the links still lead there, by an address for each hit.
const bar = document.querySelector("[data-hits]");
const count = bar.querySelector("[data-hit-here]");
const total = Number(bar.dataset.hits);
const asked = /^#hit-(\d+)$/.exec(location.hash);
let here = asked ? Math.min(Number(asked[1]), total) : Number(bar.dataset.here);

function show(number) {
  const mark = document.getElementById(`hit-${number}`);
  if (!mark) return;
  here = number;
  // The mark becomes the page's target, which the style shows, without a step in the browser's history.
  location.replace(`#hit-${number}`);
  mark.tabIndex = -1;
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center" });
  say();
}

function say() {
  count.textContent = here ? `第 ${here} / ${total} 处` : `文中 ${total} 处`;
}

function turn(step) {
  if (here === 0) show(step > 0 ? 1 : total);
  else show(((here - 1 + step + total) % total) + 1);
}

bar.addEventListener("click", (event) => {
  const link = event.target.closest("[data-hit-turn]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  turn(Number(link.dataset.hitTurn));
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
  const active = document.activeElement;
  if (active && (active.isContentEditable || /^(input|textarea|select)$/i.test(active.tagName))) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  turn(step);
});

say();
