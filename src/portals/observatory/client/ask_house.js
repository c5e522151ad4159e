/**
 * Asks the server to do something to the house that is watched.
 *
 * @param {Readonly<Record<string, unknown>>} act
 * @returns {Promise<{ ok: boolean, why?: string }>} what came of it
 */
export function actOn(act) {
  return answerOf(() =>
    fetch("observatory/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(act),
    })
  );
}

/**
 * Asks for all that is known of a session.
 *
 * @param {{ house: string, sessid: number, line?: string }} asked
 */
export function inspect({ house, sessid, line }) {
  const query = new URLSearchParams({ house, sessid: String(sessid) });
  if (line !== undefined) query.set("line", line);
  const key = new URLSearchParams(location.search).get("key");
  if (key !== null) query.set("key", key);
  return answerOf(() => fetch(`observatory/inspect?${query}`));
}

async function answerOf(ask) {
  try {
    return await (await ask()).json();
  } catch {
    return { ok: false, why: "The server does not answer just now." };
  }
}
