// A button that takes what is selected in the article's text into the list of passages to hide.
const text = document.querySelector("[data-hide-from]");
const list = document.getElementById("passages");

function take() {
  const selection = document.getSelection();
  const chosen = selection.toString().replace(/\s+/g, " ").trim();
  if (!chosen || !text.contains(selection.anchorNode)) return;
  list.value = [list.value.trim(), chosen].filter(Boolean).join("\n");
  list.focus();
}

const button = document.createElement("button");
button.type = "button";
button.className = "button";
button.textContent = "取所选的文字";
// A press would take the selection away before it is read.
button.addEventListener("mousedown", (event) => event.preventDefault());
button.addEventListener("click", take);
text.before(button);
