// Which character of the page's text each character of a field came from, kept true while the field is typed in.
const valuesOfPage = document.getElementById("bench-values");

const bench = {
  form: document.getElementById("bench"),
  values: valuesOfPage ? JSON.parse(valuesOfPage.textContent) : null,
  fields: new Map(),
};

// The server counts code points, a text area UTF-16 units: where each code point of a text begins, and its end.
bench.units = (text) => {
  const starts = [];
  let unit = 0;
  for (const character of text) {
    starts.push(unit);
    unit += character.length;
  }
  return [...starts, unit];
};

bench.Field = class {
  constructor(area, runs) {
    this.area = area;
    this.text = area.value;
    this.places = new Array(this.text.length).fill(-1);
    const starts = bench.units(this.text);
    for (const [start, place, length] of runs) {
      for (let step = 0; step < length; step += 1) {
        this.places.fill(place + step, starts[start + step], starts[start + step + 1]);
      }
    }
  }

  // What was typed since the last look: from where, how much went, how much came.
  look() {
    const before = this.text;
    const now = this.area.value;
    if (before === now) return null;
    const shorter = Math.min(before.length, now.length);
    let start = 0;
    while (start < shorter && before[start] === now[start]) start += 1;
    let behind = 0;
    while (behind < shorter - start && before[before.length - 1 - behind] === now[now.length - 1 - behind]) behind += 1;
    const gone = before.length - behind - start;
    const come = now.length - behind - start;
    // What took the place of as many characters is where those were.
    const kept = gone === come ? this.places.slice(start, start + gone) : new Array(come).fill(-1);
    this.places.splice(start, gone, ...kept);
    this.text = now;
    return { start, gone, come };
  }

  // The place on the page of the character at `offset`, or of the nearest one before it, else behind it; -1 for none.
  placeAt(offset) {
    for (let at = Math.min(offset, this.places.length - 1); at >= 0; at -= 1) if (this.places[at] >= 0) return this.places[at];
    return this.places.find((place) => place >= 0) ?? -1;
  }

  // The offset of the character that came from the nearest place within [from, to); null for none.
  offsetOf(place, from, to) {
    let best = null;
    this.places.forEach((each, offset) => {
      if (each < from || each >= to) return;
      if (best === null || Math.abs(each - place) < Math.abs(this.places[best] - place)) best = offset;
    });
    return best;
  }
};
