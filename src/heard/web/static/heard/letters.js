// While a letter is written: asks what is found in it, shows it as it would be sent, and keeps its facts whole.
const WAIT = 1200;
const FACT = /\{[a-z][a-z0-9_]*\}/g;

const form = document.querySelector("form[data-try]");
if (form) {
  const words = form.elements.words;
  const beside = document.querySelector("[data-beside]");
  const said = document.querySelector("[data-try-said]");
  const shown = document.querySelector("[data-letter-here]");
  let timer, asked = 0;

  const look = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.try, { method: "POST", body: new FormData(form), redirect: "error" });
      const found = await answer.text();
      if (mine !== asked || !answer.ok) return;
      beside.innerHTML = found;
      said.textContent = beside.querySelector("[data-summary]")?.dataset.summary ?? "";
      const letter = beside.querySelector("[data-letter]");
      if (letter) shown.replaceChildren(letter.content.cloneNode(true));
    } catch {
      // What stands beside it is from before; saving says the same.
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });

  // A fact is put in by itself: nobody types inside one, and it goes as a whole.
  const factAt = (from, to) => [...words.value.matchAll(FACT)].find(
    (one) => from < one.index + one[0].length && to > one.index && !(from <= one.index && to >= one.index + one[0].length),
  );
  words.addEventListener("beforeinput", (event) => {
    let [from, to] = [words.selectionStart, words.selectionEnd];
    if (from === to && event.inputType === "deleteContentBackward") from -= 1;
    if (from === to && event.inputType === "deleteContentForward") to += 1;
    const fact = from === to
      ? [...words.value.matchAll(FACT)].find((one) => from > one.index && from < one.index + one[0].length)
      : factAt(from, to);
    if (!fact) return;
    event.preventDefault();
    if (event.inputType.startsWith("delete")) {
      words.setRangeText("", fact.index, fact.index + fact[0].length, "end");
      form.dispatchEvent(new Event("input", { bubbles: true }));
      said.textContent = `${fact[0]} taken out`;
    } else {
      said.textContent = `${fact[0]} is put in by itself and cannot be typed over. Delete it as a whole, or write beside it.`;
    }
  });
}
