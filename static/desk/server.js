/** Asking the server from a form that stays open for hours: a login that ran out, or was renewed elsewhere, is noticed. */

const { token: tokenAddress, user } = document.querySelector("desk-autosave")?.dataset ?? {};
let isLoggedOut = false;

/**
 * Post data as JSON. Returns {state, answer}; state is "heard", "unreachable" (the network, or the server is ill),
 * "loggedOut" or "refused". A token that a login in another tab has made stale is renewed on the way.
 */
export async function ask(address, data, { keepalive = false } = {}) {
  if (isLoggedOut) {
    const renewed = await renewToken();
    if (renewed !== "heard") return { state: renewed };
  }
  try {
    let reply = await post(address, data, keepalive);
    if (reply.status === 403) {
      const renewed = await renewToken();
      if (renewed !== "heard") return { state: renewed };
      reply = await post(address, data, keepalive);
    }
    const state = stateOf(reply);
    return { state, answer: state === "heard" ? await reply.json() : undefined };
  } catch {
    return { state: "unreachable" };
  }
}

/** Give every form on the page the token of the login that is valid now; tells the state as `ask` does. */
export async function renewToken() {
  try {
    const reply = await fetch(tokenAddress, { redirect: "manual", cache: "no-store" });
    const state = stateOf(reply);
    if (state !== "heard") return state;
    const login = await reply.json();
    // Somebody else's login must not sign this person's text.
    isLoggedOut = String(login.user) !== user;
    if (isLoggedOut) return "loggedOut";
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = login.token;
    return "heard";
  } catch {
    return "unreachable";
  }
}

function post(address, data, keepalive) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  return fetch(address, { method: "POST", redirect: "manual", headers, body: JSON.stringify(data), keepalive });
}

function stateOf(reply) {
  // Where nobody is logged in, the desk sends to its login page.
  if (reply.type === "opaqueredirect") {
    isLoggedOut = true;
    return "loggedOut";
  }
  if (reply.ok) return "heard";
  return reply.status >= 500 ? "unreachable" : "refused";
}
