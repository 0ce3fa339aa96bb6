// A passkey: ask the server what to ask the device, ask the device, send what it said. Without script these forms
// stay hidden, and codes and passwords do.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const letters = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const readable = (options) => {
  const read = { ...options, challenge: bytes(options.challenge) };
  if (options.user) read.user = { ...options.user, id: bytes(options.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) read[list] = options[list].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return read;
};

const answerOf = (made) => {
  const said = made.response;
  const response = { clientDataJSON: letters(said.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (said[part]) response[part] = letters(said[part]);
  }
  return { id: made.id, rawId: letters(made.rawId), type: made.type, response, clientExtensionResults: {} };
};

const askDevice = async (form) => {
  const body = new FormData(form);
  const told = await fetch(form.dataset.ask, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!told.ok || !told.headers.get("Content-Type").startsWith("application/json")) throw new Error("asked too late");
  const publicKey = readable(await told.json());
  const made = form.dataset.passkey === "new"
    ? await navigator.credentials.create({ publicKey })
    : await navigator.credentials.get({ publicKey });
  form.elements.answer.value = JSON.stringify(answerOf(made));
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const whole = form.closest("[data-passkey-part]") || form;
  whole.hidden = false;
  const fault = whole.querySelector("[data-passkey-fault]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.hidden = true;
    try {
      await askDevice(form);
      form.submit();
    } catch {
      fault.hidden = false;
      fault.focus();
    }
  });
}
