import assert from "node:assert/strict";
import type { Json } from "../../../src/core/model.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newPlayer } from "../../games/players.ts";

Deno.test("2.4.4 a session is kept nowhere, and the error says where it was", async () => {
  await using inner = await innerGame();
  const anna = await newPlayer(inner.game, "anna");
  const session = inner.inside.sessions.get(anna.sessid);
  assert.ok(session?.account && session.puppet);
  const { account, puppet } = session;
  const value = { party: [{ name: "anna", session }] } as unknown as Json; // what JS may do
  const refusal = {
    name: "TypeError",
    message: 'Cannot keep "party" as it must be JSON: current value at "party[0].session" is a ' +
      "ServerSession",
  };
  for (const holder of [account, puppet]) {
    assert.throws(() => holder.set("party", value), refusal);
    assert.equal(holder.get("party"), undefined);
  }
  assert.throws(() => session.setCarry("party", value), refusal);
  assert.equal(session.getCarry("party"), undefined);
  account.set("party", { sessid: session.sessid });
  assert.deepEqual(account.get("party"), { sessid: anna.sessid });
});
