// The key "/" leads to the search field, unless something is being typed. Everything works without this.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const active = document.activeElement;
  if (active && (active.isContentEditable || /^(input|textarea|select)$/i.test(active.tagName))) return;
  const field = document.querySelector("[data-search-focus]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
