// Sending the page's form in parts: the same form to the same address, answered in JSON.

const OF_OTHERS = ["remark", "assignee"]; // said by buttons of their own

export class Refused extends Error {
  /** `why` is "offline", "session", "conflict" or "errors"; `answer` is what the server said, if it did. */
  constructor(why, answer = {}) {
    super(why);
    this.why = why;
    this.answer = answer;
  }
}

/** Whether something stands in the form that is sent only with the whole page: a file, new or deleted rows below. */
export function needsWhole(form) {
  if ([...form.querySelectorAll("input[type='file']")].some((field) => field.files.length)) return true;
  const total = [...form.querySelectorAll("[name$='-TOTAL_FORMS']")].filter((field) => !field.name.startsWith("quotes-"));
  const added = total.some((field) => field.value !== form.elements[field.name.replace("TOTAL", "INITIAL")].value);
  return added || [...form.querySelectorAll("[name$='-DELETE']:checked")].some((box) => !box.name.startsWith("quotes-"));
}

/** Return what is sent: the form, and `extra` fields; only the story's own fields where it saves itself. */
export function parcel(form, extra = {}, alone = false) {
  const data = new FormData(form);
  for (const name of OF_OTHERS) data.delete(name);
  for (const field of form.querySelectorAll("[name^='new_photo']")) data.delete(field.name);
  for (const name of [...new Set(data.keys())]) {
    if (name.endsWith("-DELETE") && !name.startsWith("quotes-")) data.delete(name);
    if (!name.endsWith("-TOTAL_FORMS")) continue;
    const initial = name.replace("TOTAL", "INITIAL");
    if (alone) data.set(initial, "0");
    if (alone || !name.startsWith("quotes-")) data.set(name, data.get(initial));
  }
  data.set("_partial", "1");
  for (const [name, value] of Object.entries(extra)) data.set(name, value);
  return data;
}

/** Post, and return the answer; raises Refused. A token that a new login made stale is fetched anew, once. */
export async function post(form, data, address = form.action, again = true) {
  let response;
  try {
    response = await fetch(address, { method: "POST", body: data, redirect: "manual", credentials: "same-origin" });
  } catch {
    throw new Refused("offline");
  }
  if (response.type === "opaqueredirect") throw new Refused("session");
  if (response.status === 403 && again && (await freshToken(form))) {
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return post(form, data, address, false);
  }
  const json = (response.headers.get("Content-Type") || "").includes("json");
  if (!json) throw new Refused(response.status === 403 ? "session" : "offline");
  const answer = await response.json();
  if (answer.ok === false) throw new Refused(typeof answer.conflict === "string" ? "conflict" : "errors", answer);
  return answer;
}

async function freshToken(form) {
  const page = await fetched();
  const field = page?.querySelector("[name='csrfmiddlewaretoken']");
  const token = page?.getElementById(form.id) && field ? field.value : "";
  if (token) for (const box of document.querySelectorAll("[name='csrfmiddlewaretoken']")) box.value = token;
  return Boolean(token);
}

/** Return the page as the server has it now, or null. */
export async function fetched() {
  try {
    const response = await fetch(location.pathname, { credentials: "same-origin", cache: "no-store" });
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
}
