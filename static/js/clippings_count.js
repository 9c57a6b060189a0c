// How many articles are picked, behind 剪报 in the head: pages are the same for all readers, a cookie has the number.
// Without this the page of the basket tells.
const tellPicked = () => {
  const link = document.querySelector('nav a[href="/clippings/"]');
  const [, count] = document.cookie.match(/(?:^|; )clippings_count=(\d{1,3})(?:;|$)/) || [];
  if (!link) return;
  link.textContent = link.textContent.trim().split(" ")[0];
  if (!count || count === "0") return;
  const told = document.createElement("span");
  told.className = "count";
  told.textContent = count;
  told.title = `已选 ${count} 篇`;
  link.append(" ", told);
};
tellPicked();
// Also on a page that the browser kept while something was picked on another.
window.addEventListener("pageshow", (event) => event.persisted && tellPicked());
