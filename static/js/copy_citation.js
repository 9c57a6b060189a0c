// A button beside each citation that copies it. Without this the text is there to be selected.
async function copy(text, source) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard without HTTPS: select the text, so that one key copies it.
    getSelection().selectAllChildren(source);
    return false;
  }
}

for (const source of document.querySelectorAll("[data-copy]")) {
  const text = source.textContent.trim();
  const words = document.createElement("span");
  words.append(...source.childNodes);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "复制";
  const said = document.createElement("span");
  said.className = "quiet small";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    said.textContent = (await copy(text, words)) ? "已复制" : "已选中，请按 Ctrl+C";
  });
  source.replaceChildren(words, " ", button, " ", said);
}
