// The entries of a registry narrowed as one types: the list of the page that the form would lead to takes the place of
// the one that is seen. Without this the form leads there.
const form = document.querySelector("[data-registry-filter]");
const WAIT = 150;
let timer;
let asked;

async function narrow(field, shown, said) {
  const address = field.value.trim() ? `${form.action}?${new URLSearchParams({ q: field.value.trim() })}` : form.action;
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    shown.replaceChildren(...page.querySelector("[data-registry]").childNodes);
    said.textContent = page.querySelector("[data-registry-said]").textContent;
    document.title = page.title;
    // Whoever comes back from an entry finds the list as it was left.
    history.replaceState(null, "", address);
  } catch (error) {
    // What could not be fetched leaves the list as it is; the form's own button still works.
    if (error.name !== "AbortError") said.textContent = "";
  }
}

if (form) {
  const field = form.querySelector("input");
  const shown = document.querySelector("[data-registry]");
  const said = form.querySelector("[data-registry-said]");
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => narrow(field, shown, said), WAIT);
  };
  // While an input method composes, what stands in the field is not yet what is meant.
  field.addEventListener("input", (event) => event.isComposing || later());
  field.addEventListener("compositionend", later);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    narrow(field, shown, said);
  });
}
