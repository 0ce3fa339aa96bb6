// Five minutes before somebody is signed out for want of a sign of life, ask. Another open page may have answered.
const box = document.querySelector("[data-still-there]");
const form = box.querySelector("form");
const left = box.querySelector("[data-still-there-left]");
const idle = Number(box.dataset.idle) * 1000;
const warning = Number(box.dataset.warning) * 1000;
const told = "BroadcastChannel" in window ? new BroadcastChannel("heard-presence") : null;
let ends = Date.now() + idle;
let before = null;

const here = () => {
  ends = Date.now() + idle;
  if (box.open) {
    box.close();
    if (before) before.focus();
  }
};
if (told) {
  told.postMessage("here");
  told.addEventListener("message", here);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new FormData(form);
  const got = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  const isHere = got.ok && !got.redirected && (await got.json()).here;
  if (!isHere) return form.submit();
  here();
  if (told) told.postMessage("here");
});

setInterval(() => {
  const minutes = Math.max(0, Math.ceil((ends - Date.now()) / 60000));
  const words = ends > Date.now()
    ? `You will be signed out in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`
    : "You have been signed out. What you typed is still on this page; send it, and you are asked to sign in first.";
  if (Date.now() < ends - warning) return;
  if (left.textContent !== words) left.textContent = words;
  if (!box.open) {
    before = document.activeElement;
    box.showModal();
  }
}, Number(box.dataset.tick || 5) * 1000);
