// Keys and buttons of the workbench, and the warning before unsaved words are left behind.
const statusLine = document.getElementById("bench-unsaved");

bench.say = (words) => { if (statusLine) statusLine.textContent = words; };

const pressed = (selector) => {
  const found = document.querySelector(selector);
  if (found) found.click();
};
const border = (value) => () => pressed(`button[name="border"][value="${value}"]:not([hidden])`);

const ALT_KEYS = {
  KeyJ: (event) => bench.nextDoubt(event.shiftKey ? -1 : 1),
  KeyK: () => bench.accept(),
  KeyL: () => bench.dismiss(),
  KeyO: () => (document.activeElement?.closest("#bench-lines") ? bench.fields.get("body").area.focus() : bench.focusLines()),
  KeyT: border("headline"),
  KeyY: border("kicker"),
  KeyU: border("subtitle"),
  KeyB: border("byline"),
  KeyZ: border("body"),
  KeyN: border("split"),
  KeyC: () => pressed("#split-at-caret"),
  Comma: border("move:previous"),
  Period: border("move:next"),
  KeyM: border("merge:previous"),
  ArrowUp: () => pressed("#bench-before"),
  ArrowDown: () => pressed("#bench-after"),
};
const KEYS_OF_LINES = ["headline", "kicker", "subtitle", "byline", "body", "split"];

function actionOf(event) {
  if (event.altKey && !event.ctrlKey && !event.metaKey) return ALT_KEYS[event.code];
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    if (event.key === "Enter") return () => pressed('.bench-save button[value="next"]');
    if (event.code === "KeyS") return () => pressed('.bench-save button[value="stay"]');
  }
  return undefined;
}

function listen() {
  const initial = new Map([...bench.fields].map(([name, field]) => [name, field.area.defaultValue]));
  const isChanged = () => [...bench.fields].some(([name, field]) => field.area.value !== initial.get(name));
  const boundTo = bench.form.dataset.typed === "yes";
  let isLeaving = false;

  document.addEventListener("keydown", (event) => {
    const act = event.isComposing ? undefined : actionOf(event);
    if (!act) return;
    event.preventDefault();
    act(event);
  });
  const keys = document.querySelector(".bench-keys");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") keys.open = false;
    if (event.key === "?" && !event.target.matches("textarea, [type=text]")) keys.open = !keys.open;
  });
  bench.form.addEventListener("click", (event) => {
    const asked = event.target.closest('button[name="border"]');
    if (!asked) return;
    const needsLines = KEYS_OF_LINES.includes(asked.value) || asked.value.startsWith("move");
    const atCaret = asked.id === "split-at-caret";
    document.getElementById("bench-at").value = atCaret ? caretKey() ?? "" : "";
    if (atCaret ? !caretKey() : needsLines && !bench.pickedRows().length) {
      event.preventDefault();
      bench.say(atCaret ? "请先把光标放在正文里。" : "请先选中左边的行，再按按钮。");
    }
  });
  bench.form.addEventListener("submit", () => { isLeaving = true; });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && (isChanged() || boundTo)) event.preventDefault();
  });
  bench.form.addEventListener("input", () => bench.say(isChanged() ? "有改动，还没有保存。" : ""));
  document.getElementById("split-at-caret").hidden = false;
}

// The place on the page of the caret in the field that had it last.
let lastField = null;
function caretKey() {
  if (!lastField) return null;
  const field = bench.fields.get(lastField);
  return bench.keyOf(field.places[field.area.selectionStart] ?? -1);
}

if (bench.form) {
  document.addEventListener("focusin", () => { lastField = bench.focusedField() ?? lastField; });
  listen();
  // The first doubt is in sight and ready to be accepted; the focus stays where the reader has it.
  if (bench.doubts.length) makeCurrent(0);
}
