// The OCR lines: chosen by mouse and keyboard, each leading to its place in the fields; scrolling one pane moves the other.
const linePane = document.getElementById("bench-lines");
const lineRows = linePane ? [...linePane.querySelectorAll(".bench-line")] : [];
const boxOf = (row) => row.querySelector("input");
let lineAnchor = null;
let currentRow = null;

bench.pickedRows = () => lineRows.filter((row) => boxOf(row).checked);

// The line that holds a place becomes the current one.
bench.showPlace = (place) => {
  const row = place < 0 ? null : bench.rowAt(place);
  if (row === currentRow) return;
  currentRow?.classList.remove("is-current");
  currentRow = row;
  if (!row) return;
  row.classList.add("is-current");
  bench.revealRow(row);
};

bench.rowAt = (place) => lineRows.find((row) => place >= Number(row.dataset.place) && place < Number(row.dataset.end)) ?? null;

bench.revealRow = (row) => {
  const seen = linePane.getBoundingClientRect();
  const box = row.getBoundingClientRect();
  if (box.top < seen.top + 24 || box.bottom > seen.bottom - 24) {
    linePane.scrollBy({ top: box.top - seen.top - seen.height / 3 });
  }
};

// What the server calls the place: `page:offset-offset`.
bench.keyOf = (place) => {
  const row = place < 0 ? null : bench.rowAt(place);
  if (!row) return null;
  const [page, range] = row.dataset.key.split(":");
  const offset = Number(range.split("-")[0]) + place - Number(row.dataset.place);
  return `${page}:${offset}-${offset + 1}`;
};

function pickOnly(rows) {
  lineRows.forEach((row) => { boxOf(row).checked = rows.includes(row); });
}

function between(one, other) {
  const [first, last] = [lineRows.indexOf(one), lineRows.indexOf(other)].sort((a, b) => a - b);
  return lineRows.slice(first, last + 1);
}

// Which character of a line's text was pressed, as code points from its beginning.
function pressedCharacter(row, event) {
  const text = row.querySelector(".bench-text");
  let node = null;
  let offset = 0;
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(event.clientX, event.clientY);
    [node, offset] = [found?.offsetNode, found?.offset];
  } else if (document.caretRangeFromPoint) {
    const found = document.caretRangeFromPoint(event.clientX, event.clientY);
    [node, offset] = [found?.startContainer, found?.startOffset];
  }
  if (!node || !text.contains(node)) return 0;
  // A press on the right half of a character names the gap behind it.
  const range = document.createRange();
  if (offset > 0) {
    range.setStart(node, offset - 1);
    range.setEnd(node, offset);
    const box = range.getBoundingClientRect();
    if (event.clientX < box.right && event.clientX >= box.left && event.clientY >= box.top && event.clientY <= box.bottom) offset -= 1;
  }
  return [...node.textContent.slice(0, offset)].length;
}

// Puts the caret at the place of a field that came from this line, its character selected so that typing replaces it.
function goToField(row, character = 0) {
  const from = Number(row.dataset.place);
  const to = Number(row.dataset.end);
  for (const [name, field] of bench.fields) {
    const offset = field.offsetOf(from + character, from, to);
    if (offset === null) continue;
    const length = String.fromCodePoint(field.text.codePointAt(offset)).length;
    const isExact = field.places[offset] === from + character;
    bench.select(name, offset, isExact ? offset + length : offset);
    bench.showPlace(field.places[offset]);
    return true;
  }
  const credits = bench.fields.get("credit_lines");
  if (row.querySelector(".bench-part.is-byline") && row.classList.contains("is-own")) {
    credits.area.focus();
    return true;
  }
  return false;
}

function pick(row, event) {
  if (event.shiftKey && lineAnchor) pickOnly(between(lineAnchor, row));
  else if (event.ctrlKey || event.metaKey) boxOf(row).checked = !boxOf(row).checked;
  else pickOnly([row]);
  if (!event.shiftKey) lineAnchor = row;
}

function moveFocus(row, step, event) {
  const next = lineRows[lineRows.indexOf(row) + step];
  if (!next) return;
  event.preventDefault();
  if (event.shiftKey) {
    lineAnchor ??= row;
    pickOnly(between(lineAnchor, next));
  } else {
    lineAnchor = next;
  }
  tabStopAt(next);
  boxOf(next).focus({ preventScroll: true });
  bench.revealRow(next);
}

// One stop for the tabulator in all the lines; the arrows go from line to line.
function tabStopAt(row) {
  lineRows.forEach((each) => { boxOf(each).tabIndex = each === row ? 0 : -1; });
}

bench.focusLines = () => boxOf(currentRow ?? lineRows.find((row) => boxOf(row).tabIndex === 0) ?? lineRows[0])?.focus();

if (lineRows.length) {
  tabStopAt(lineRows.find((row) => row.classList.contains("is-own")) ?? lineRows[0]);
  linePane.addEventListener("mousedown", (event) => {
    if (event.shiftKey && event.target.closest(".bench-line")) event.preventDefault();
  });
  linePane.addEventListener("click", (event) => {
    const row = event.target.closest(".bench-line");
    if (!row) return;
    if (event.target === boxOf(row)) {
      if (event.shiftKey && lineAnchor) pickOnly(between(lineAnchor, row));
      else lineAnchor = row;
      return;
    }
    pick(row, event);
    tabStopAt(row);
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey && !goToField(row, pressedCharacter(row, event))) boxOf(row).focus({ preventScroll: true });
  });
  linePane.addEventListener("keydown", (event) => {
    const row = event.target.closest(".bench-line");
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown") moveFocus(row, 1, event);
    else if (event.key === "ArrowUp") moveFocus(row, -1, event);
    else if (event.key === "Enter") {
      event.preventDefault();
      goToField(row);
    }
  });
  // The lines of the chosen article are in sight from the start.
  const own = lineRows.find((row) => row.classList.contains("is-own"));
  if (own) linePane.scrollTop = own.offsetTop - linePane.offsetTop - 40;
}

// Scrolling: the pane that the pointer is over leads.
const articlePane = document.querySelector(".bench-article");

function followFields() {
  const body = bench.fields.get("body");
  if (!articlePane.matches(":hover") || !body?.text) return;
  const box = body.area.getBoundingClientRect();
  const above = articlePane.getBoundingClientRect().top - box.top;
  if (above < 0) return;
  const place = body.placeAt(Math.floor((above / box.height) * body.text.length));
  const row = place < 0 ? null : bench.rowAt(place);
  if (row) linePane.scrollTop = row.offsetTop - linePane.offsetTop;
}

function followLines() {
  const body = bench.fields.get("body");
  if (!linePane.matches(":hover") || !body?.text) return;
  const top = linePane.getBoundingClientRect().top;
  const row = lineRows.find((each) => each.classList.contains("is-own") && each.getBoundingClientRect().bottom > top);
  if (!row) return;
  const offset = body.offsetOf(Number(row.dataset.place), Number(row.dataset.place), Number(row.dataset.end));
  if (offset === null) return;
  const box = bench.boxAt(body.backdrop, offset);
  articlePane.scrollTop += box.top - articlePane.getBoundingClientRect().top - 40;
}

if (linePane && articlePane) {
  articlePane.addEventListener("scroll", followFields, { passive: true });
  linePane.addEventListener("scroll", followLines, { passive: true });
}
