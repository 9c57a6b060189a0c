// The fields: they grow with their text, doubtful places are underlined behind it, the caret shows its OCR line.
bench.changed = [];

if (bench.form) {
  bench.form.classList.add("is-scripted");
  for (const row of bench.form.querySelectorAll("[data-field]")) {
    const area = row.querySelector("textarea");
    if (!area) continue;
    const field = new bench.Field(area, bench.values.runs[row.dataset.field] ?? []);
    field.backdrop = row.querySelector(".bench-backdrop");
    bench.fields.set(row.dataset.field, field);
    area.addEventListener("input", () => bench.lookAt(row.dataset.field));
  }
  document.addEventListener("selectionchange", () => {
    const name = bench.focusedField();
    if (name) bench.showPlace(bench.fields.get(name).placeAt(bench.fields.get(name).area.selectionStart));
  });
}

bench.focusedField = () => document.activeElement?.closest?.("[data-field]")?.dataset.field;

// Takes in what was typed into a field, whoever typed it.
bench.lookAt = (name) => {
  const change = bench.fields.get(name).look();
  if (change) bench.changed.forEach((tell) => tell(name, change));
  bench.paint(name);
};

// The text behind the text area: it gives the height, and its marks are seen through it.
bench.paint = (name) => {
  const { backdrop, area } = bench.fields.get(name);
  const pieces = [];
  let at = 0;
  for (const { start, end, isCurrent } of bench.marksOf(name)) {
    pieces.push(area.value.slice(at, start));
    const mark = document.createElement("mark");
    mark.textContent = area.value.slice(start, end);
    mark.classList.toggle("is-current", isCurrent);
    pieces.push(mark);
    at = end;
  }
  // A last empty line has a height only if something stands on it.
  backdrop.replaceChildren(...pieces, `${area.value.slice(at)}\u200b`);
};

// Puts words into a field as if they were typed, so that the browser's own undo takes them back.
bench.put = (name, start, end, words) => {
  const { area } = bench.fields.get(name);
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  const done = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
  if (!done) area.setRangeText(words, start, end, "end");
  bench.lookAt(name);
  area.dispatchEvent(new Event("bench-put", { bubbles: true }));
};

// Selects a place in a field and brings it into view.
bench.select = (name, start, end) => {
  const { area, backdrop } = bench.fields.get(name);
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  bench.scrollTo(name, start);
  return backdrop;
};

bench.scrollTo = (name, offset) => {
  const { backdrop } = bench.fields.get(name);
  const box = bench.boxAt(backdrop, offset);
  const pane = document.querySelector(".bench-article");
  const seen = pane.getBoundingClientRect();
  const isPane = pane.scrollHeight > pane.clientHeight;
  const [top, bottom] = isPane ? [seen.top, seen.bottom] : [0, window.innerHeight];
  if (box.top >= top + 40 && box.bottom <= bottom - 80) return;
  const target = isPane ? pane : window;
  target.scrollBy({ top: box.top - top - (bottom - top) / 3 });
};

// Where a character of the backdrop stands on the screen.
bench.boxAt = (backdrop, offset) => {
  const walker = document.createTreeWalker(backdrop, NodeFilter.SHOW_TEXT);
  let left = offset;
  let node = walker.nextNode();
  while (node && left >= node.length) {
    left -= node.length;
    node = walker.nextNode();
  }
  if (!node) return backdrop.getBoundingClientRect();
  const range = document.createRange();
  range.setStart(node, left);
  range.setEnd(node, Math.min(left + 1, node.length));
  return range.getBoundingClientRect();
};
