// What is selected in an article when 报错 is pressed stands in the form. It travels behind the #, which no server sees.
const KEY = "#passage=";

function carry(link) {
  const selection = document.getSelection();
  const text = selection.isCollapsed ? "" : selection.toString().trim();
  const sheet = document.querySelector(".sheet");
  link.hash = text && sheet.contains(selection.anchorNode) ? KEY + encodeURIComponent(text) : "";
}

function take(field) {
  if (!location.hash.startsWith(KEY)) return;
  try {
    field.value ||= decodeURIComponent(location.hash.slice(KEY.length));
  } catch {
    return;
  }
  history.replaceState(history.state, "", location.pathname + location.search);
}

for (const link of document.querySelectorAll("[data-report]")) {
  // A press takes the selection away before the click comes; a key leaves it.
  for (const event of ["pointerdown", "keydown"]) link.addEventListener(event, () => carry(link));
}
const field = document.querySelector("[data-report-passage]");
if (field) take(field);
