// Three presses of Shift within five seconds leave the site, as the red button does. The page is emptied first, so that
// nothing can be read while the other one loads.
const button = document.querySelector("[data-leave]");
const presses = [];
const leave = () => {
  document.body.replaceChildren();
  document.title = "…";
  location.replace(button.href);
};
if (button) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses.length = 0;
      return;
    }
    presses.push(event.timeStamp);
    if (presses.length >= 3 && event.timeStamp - presses[presses.length - 3] < 5000) leave();
  });
  // A page that the browser kept as it stood is fetched anew, so that going back shows no words.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
// The child's pages: a voice recorded into the file box of the form, and a page read out by this device's own voice.
// Nothing asks for the microphone before its button is pressed, and nothing is kept in the browser.
const box = document.querySelector("[data-voice]");
const LONGEST = 10 * 60 * 1000;

const record = async (part, input) => {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    part.said.textContent = box.dataset.cannot;
    return;
  }
  const heard = [], recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32000 });
  const over = setTimeout(() => recorder.stop(), LONGEST);
  recorder.addEventListener("dataavailable", (event) => heard.push(event.data));
  recorder.addEventListener("stop", () => {
    clearTimeout(over);
    stream.getTracks().forEach((track) => track.stop());
    const kind = recorder.mimeType.split(";")[0] || "audio/webm";
    const file = new File(heard, `my voice.${kind.endsWith("mp4") ? "m4a" : "webm"}`, { type: kind });
    const held = new DataTransfer();
    held.items.add(file);
    input.files = held.files;
    part.play.src = URL.createObjectURL(file);
    part.play.hidden = false;
    part.stop.hidden = true;
    part.record.hidden = false;
    part.record.textContent = box.dataset.again;
    part.said.textContent = box.dataset.kept;
    part.record.focus();
  });
  recorder.start();
  part.record.hidden = true;
  part.stop.hidden = false;
  part.play.hidden = true;
  part.said.textContent = box.dataset.hears;
  part.stop.focus();
  part.stop.onclick = () => recorder.stop();
};

if (box && "MediaRecorder" in window && "DataTransfer" in window && navigator.mediaDevices) {
  const part = {};
  for (const name of ["record", "stop", "said", "play"]) part[name] = box.querySelector(`[data-voice-${name}]`);
  const input = box.closest("form").querySelector("input[type=file]");
  box.hidden = false;
  part.record.addEventListener("click", () => record(part, input));
}

// Only a voice of this device: another one would send the words of the page away.
const main = document.querySelector("main"), listen = document.querySelector("[data-listen-words]");
const spoken = document.documentElement.lang;
const readOut = () => {
  const voice = speechSynthesis.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(spoken.slice(0, 2)));
  if (!voice || document.querySelector("[data-listen]")) return;
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: listen.dataset.listenWords });
  button.className = "govuk-button govuk-button--secondary heard-listen";
  button.dataset.listen = "";
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    const copy = main.cloneNode(true);
    copy.querySelectorAll("button, script, .govuk-visually-hidden").forEach((one) => one.remove());
    const said = [...copy.querySelectorAll("h1, h2, p, li, label, legend, dt, dd, .govuk-hint")]
      .map((one) => [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join(" "));
    for (const words of said.filter(Boolean)) {
      speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(words), { voice, lang: voice.lang, rate: 0.9 }));
    }
  });
  main.prepend(button);
};
if ("speechSynthesis" in window && main && listen) {
  readOut();
  speechSynthesis.addEventListener("voiceschanged", readOut);
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
