// The doubts: one after the other, a proposal put into the field by a key or a button, saved only with the rest.
bench.doubts = [];
bench.current = -1;

bench.marksOf = (name) => bench.doubts
  .map((doubt, number) => ({ ...doubt, isCurrent: number === bench.current }))
  .filter((doubt) => doubt.field === name && !doubt.isSettled && doubt.end > doubt.start)
  .sort((one, other) => one.start - other.start)
  .filter((doubt, number, all) => number === 0 || doubt.start >= all[number - 1].end);

bench.openDoubts = () => bench.doubts.filter((doubt) => !doubt.isSettled);

function readDoubts() {
  return bench.values.doubts.map(([field, start, end, proposals], number) => {
    const starts = bench.units(bench.fields.get(field).text);
    const row = document.querySelector(`[data-doubt="${number}"]`);
    return { field, start: starts[start], end: starts[end], proposals, row, isSettled: false };
  });
}

// What was typed moves the doubts behind it; one that it touches is settled.
function followTyping(name, { start, gone, come }) {
  for (const doubt of bench.doubts) {
    if (doubt.field !== name || doubt.isSettled) continue;
    if (doubt.start >= start + gone && !(gone === 0 && doubt.start === start && doubt.end === start)) {
      doubt.start += come - gone;
      doubt.end += come - gone;
    } else if (doubt.end > start) {
      settle(doubt);
    }
  }
}

function settle(doubt) {
  doubt.isSettled = true;
  doubt.row.classList.add("is-settled");
  doubt.row.removeAttribute("aria-current");
  doubt.row.querySelectorAll("button").forEach((button) => { button.disabled = true; });
  document.getElementById("bench-doubt-count").textContent = bench.openDoubts().length;
}

function makeCurrent(number) {
  const before = bench.doubts[bench.current];
  before?.row.removeAttribute("aria-current");
  bench.current = number;
  const doubt = bench.doubts[number];
  doubt.row.setAttribute("aria-current", "true");
  const list = doubt.row.parentElement;
  const above = doubt.row.offsetTop - list.offsetTop;
  if (above < list.scrollTop || above > list.scrollTop + list.clientHeight - 24) list.scrollTop = above - 24;
  bench.fields.forEach((_, name) => bench.paint(name));
  bench.showPlace(bench.fields.get(doubt.field).placeAt(doubt.start));
}

bench.goToDoubt = (number) => {
  const doubt = bench.doubts[number];
  makeCurrent(number);
  bench.select(doubt.field, doubt.start, doubt.end);
  bench.say(`第${number + 1}处，共${bench.doubts.length}处：${doubt.row.querySelector(".bench-doubt-words").textContent.trim()}`);
};

bench.nextDoubt = (step) => {
  const size = bench.doubts.length;
  for (let number = 1; number <= size; number += 1) {
    const at = (bench.current + step * number + size * (number + 1)) % size;
    if (!bench.doubts[at].isSettled) return bench.goToDoubt(at);
  }
  return bench.say("本篇没有存疑了。");
};

bench.accept = (number = bench.current, which = 0) => {
  const doubt = bench.doubts[number];
  if (!doubt || doubt.isSettled) return bench.say("没有可采纳的建议；用“下一处”去找。");
  if (!doubt.proposals.length) return bench.say("这一处没有建议，请看左边的原文改。");
  makeCurrent(number);
  const words = doubt.proposals[which];
  bench.put(doubt.field, doubt.start, doubt.end, words);
  if (!doubt.isSettled) settle(doubt);
  bench.paint(doubt.field);
  return bench.say(words ? `已填入“${words}”，还没有保存。` : "已删去，还没有保存。");
};

bench.dismiss = (number = bench.current) => {
  const doubt = bench.doubts[number];
  if (!doubt || doubt.isSettled) return;
  settle(doubt);
  bench.paint(doubt.field);
  if (bench.openDoubts().length) bench.nextDoubt(1);
};

function button(words, act, className = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.className = className;
  made.addEventListener("click", act);
  return made;
}

// In the place of boxes that a save applies come buttons that act at once.
function scriptRow(doubt, number) {
  const words = doubt.row.querySelector(".bench-doubt-words");
  const jump = button("", () => bench.goToDoubt(number), "bench-jump bench-doubt-words");
  jump.replaceChildren(...words.childNodes);
  words.replaceWith(jump);
  doubt.row.querySelectorAll("label").forEach((label, which) => {
    label.replaceWith(button(label.textContent.trim(), () => bench.accept(number, which)));
  });
  doubt.row.append(button("略过", () => bench.dismiss(number)));
}

if (bench.form) {
  bench.doubts = readDoubts();
  bench.doubts.forEach(scriptRow);
  bench.changed.push(followTyping);
  bench.fields.forEach((_, name) => bench.paint(name));
}
