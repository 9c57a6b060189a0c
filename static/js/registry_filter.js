// The entries of a registry narrowed as one types: the list of the page that the form would lead to takes the place of
// the one that is seen. Without this the form leads there.
for (const form of document.querySelectorAll("[data-registry-filter]")) {
  const WAIT = 150;
  const field = form.querySelector("input");
  const shown = document.querySelector("[data-registry]");
  const said = form.querySelector("[data-registry-said]");
  let timer;
  let asked;

  const narrow = async () => {
    clearTimeout(timer);
    asked?.abort();
    asked = new AbortController();
    const typed = field.value.trim();
    const address = typed ? `${form.action}?${new URLSearchParams({ q: typed })}` : form.action;
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      shown.className = page.querySelector("[data-registry]").className;
      shown.replaceChildren(...page.querySelector("[data-registry]").childNodes);
      said.textContent = page.querySelector("[data-registry-said]").textContent;
      document.title = page.title;
      // Whoever comes back from an entry finds the list as it was left.
      history.replaceState(null, "", address);
    } catch (error) {
      // An answer that is no longer waited for, or that did not come, leaves the list as it is.
      if (error.name !== "AbortError") said.textContent = "连不上文库，列表没有更新。";
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(narrow, WAIT);
  };

  // While an input method composes, what stands in the field is not yet what is meant.
  field.addEventListener("input", (event) => event.isComposing || later());
  field.addEventListener("compositionend", later);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
  });
}
