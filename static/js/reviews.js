// Keys for the list of changes to review; without them, every button is still there.
const reviews = [...document.querySelectorAll(".review")];
const keys = document.querySelector(".review-keys");
let current = -1;

function go(step) {
  current = Math.min(Math.max(current + step, 0), reviews.length - 1);
  reviews[current].focus();
}

function press(selector, inside = document) {
  const found = inside?.querySelector(selector);
  if (found) found.click();
}

const acts = {
  j: () => go(1),
  k: () => go(-1),
  x: () => press("input[name='chosen']", reviews[current]),
  a: () => press("button[value^='approve:']", reviews[current]),
  o: () => press("a[data-review-open]", reviews[current]),
  r: () => reviews[current]?.querySelector("input[id^='reason-']")?.focus(),
  A: () => press("[data-review-approve-chosen]"),
};

function isTyping(target) {
  return target.matches("input:not([type='checkbox']), textarea, select");
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) {
    const review = event.target.closest(".review");
    // Enter in a reason sends back; the form's first button would pass what is chosen.
    if (event.key === "Enter" && event.target.name.startsWith("reason")) {
      event.preventDefault();
      if (event.target.value.trim()) press("button[value^='reject']", review ?? document.querySelector(".review-bar"));
    }
    if (event.key === "Escape") review?.focus();
    return;
  }
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function chooseAll() {
  const boxes = [...document.querySelectorAll("input[name='chosen']")];
  const all = boxes.every((box) => box.checked);
  boxes.forEach((box) => { box.checked = !all; });
}

if (keys && reviews.length) {
  keys.hidden = false;
  document.addEventListener("keydown", onKey);
  reviews.forEach((review, number) => review.addEventListener("focusin", () => { current = number; }));
  const button = document.querySelector("[data-review-choose-all]");
  button.hidden = false;
  button.addEventListener("click", chooseAll);
}
