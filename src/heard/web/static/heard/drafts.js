// Keeps what is typed on pages that say so, a little after the last key, and says that it did. Without it every submit does.
const WAIT = 1500;

for (const form of document.querySelectorAll("form[data-draft]")) {
  const status = form.querySelector("[data-draft-status]");
  let timer, sent = "", going = false;

  const typed = () => {
    const answers = new FormData(form);
    for (const name of ["seen", "once"]) answers.delete(name);
    for (const [name, value] of [...answers]) if (value instanceof File) answers.delete(name);
    return new URLSearchParams(answers);
  };

  const keep = async () => {
    const answers = typed(), now = answers.toString();
    if (now === sent || going) return;
    going = true;
    answers.set("page", form.dataset.draft);
    try {
      const answer = await fetch("/drafts/keep/", { method: "POST", body: answers, redirect: "error" });
      status.textContent = (await answer.json()).said;
      if (answer.ok) sent = now;
    } catch {
      status.textContent = "Draft not saved. Your words stay on this page.";
    }
    going = false;
  };

  sent = typed().toString();
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
