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
