// Says every half minute that this story is open, and shows who else has it open and who saved it meanwhile.

const EVERY = 30_000;

export function stayInTouch({ address, form, version, show }) {
  const data = (extra = {}) => {
    const sent = new FormData();
    const token = form?.elements.csrfmiddlewaretoken || document.querySelector("[name='csrfmiddlewaretoken']");
    sent.set("csrfmiddlewaretoken", token?.value || "");
    for (const [name, value] of Object.entries(extra)) sent.set(name, value);
    return sent;
  };
  let asked = 0;
  const sign = async () => {
    const mine = (asked += 1), opened = version();
    try {
      const response = await fetch(address, {
        method: "POST", body: data({ opened }), redirect: "manual", credentials: "same-origin",
      });
      if (!response.ok) return;
      const answer = await response.json();
      if (mine === asked && opened === version()) show(answer);
    } catch {
      // Offline: the line that tells about saving says so.
    }
  };
  setInterval(() => document.visibilityState === "visible" && sign(), EVERY);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sign());
  addEventListener("pagehide", () => navigator.sendBeacon(address, data({ gone: "1" })));
  addEventListener("pageshow", (event) => event.persisted && sign());
  sign();
}
