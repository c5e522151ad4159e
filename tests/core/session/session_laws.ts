import assert from "node:assert/strict";
import { hasAccount } from "../../../src/core/boundary/lifecycle.ts";
import type { Session } from "../../../src/core/model.ts";
import type { Entry } from "../../../src/core/session/session_registry.ts";
import type { InnerGame, Inside } from "../../games/inner_game.ts";

/** Checks everything that must be true of sessions whenever nothing is under way. */
export function assertSessionLaws({ sessions, world }: Inside): void {
  for (const entry of sessions.entries()) assertWhole(entry);
  assertIndexes(sessions.entries());
  assertMode(sessions);
  for (const object of world.all()) {
    const holders = sessions.all().filter(({ puppet }) => puppet === object);
    assert.deepEqual(numbers(object.sessions), numbers(holders), `who puppets ${object.name}`);
    if (object.type !== "character") continue;
    const accounts = new Set(object.sessions.map((session) => session.account?.id));
    assert.ok(accounts.size <= 1, `${object.name} is puppeted by one account`);
    const isSomewhere = object.location !== null;
    assert.equal(isSomewhere, object.sessions.length > 0, `${object.name} is in the world`);
  }
}

/** Checks that the Portal knows of every session what the Server does, field by field. */
export function assertSidesAgree(inner: InnerGame): void {
  const known = inner.inside.sessions.entries().map(({ core }) => core.sync);
  assert.deepEqual(byNumber(inner.portalNow), byNumber(known));
}

/** Checks that a reload changes nobody, and that a new Server is told what the old one knew. */
export async function assertReloadKeepsAll(inner: InnerGame): Promise<void> {
  await inner.game.settled();
  const known = inner.inside.sessions.entries().map(({ core }) => core.sync);
  const parties = partiesOf(inner.inside);
  assert.equal(await inner.game.reload(), undefined);
  assert.deepEqual(byNumber(inner.portalCopy), byNumber(known));
  assert.deepEqual(partiesOf(inner.inside), parties, "a reload changes nobody");
}

/** What each session has and can, by number. */
function partiesOf({ sessions }: Inside) {
  return byNumber(
    sessions.entries().map(({ core }) => ({
      sessid: core.sessid,
      state: core.state,
      account: core.account?.id,
      puppet: core.puppet?.id,
      cmdsets: core.cmdsets.names(),
    })),
  );
}

function assertWhole({ core, session }: Entry): void {
  const { state, uid, uname, puid, cmdsets } = core.sync;
  assert.equal(core.account !== null, hasAccount(state), `session ${core.sessid} has an account`);
  assert.equal(core.puppet !== null, state === "puppeting", `session ${core.sessid} has a puppet`);
  assert.deepEqual(
    [uid, uname, puid],
    [core.account?.id ?? null, core.account?.name ?? null, core.puppet?.id ?? null],
  );
  assert.deepEqual(cmdsets, core.cmdsets.names());
  assert.deepEqual([session.state, session.account, session.puppet], [
    ...[state, core.account, core.puppet],
  ]);
}

/** An account's and an object's sessions are those whose account and object it is. */
function assertIndexes(entries: readonly Entry[]): void {
  for (const { core: { account, puppet } } of entries) {
    const sharing = (is: (entry: Entry) => boolean) => entries.filter(is).map((e) => e.session);
    if (account !== null) {
      assert.deepEqual(
        numbers(account.sessions),
        numbers(sharing((e) => e.core.account === account)),
      );
    }
    if (puppet !== null) {
      assert.deepEqual(numbers(puppet.sessions), numbers(sharing((e) => e.core.puppet === puppet)));
    }
  }
}

function numbers(sessions: readonly Session[]): number[] {
  return sessions.map(({ sessid }) => sessid).toSorted((a, b) => a - b);
}

function byNumber<T extends { readonly sessid: number }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => a.sessid - b.sessid);
}

/** Checks that no account and no object has more sessions than the multisession mode allows. */
function assertMode(sessions: Inside["sessions"]): void {
  const { multisessionMode } = sessions.parts.settings;
  const most = (ids: readonly (number | undefined)[]) =>
    Math.max(
      0,
      ...Map.groupBy(ids.filter((id) => id !== undefined), (id) => id).values()
        .map((group) => group.length),
    );
  const all = sessions.entries().filter(({ core }) => !core.isEnding).map(({ core }) => core);
  if (multisessionMode === 0) assert.ok(most(all.map(({ account }) => account?.id)) <= 1);
  if (multisessionMode % 2 === 0) assert.ok(most(all.map(({ puppet }) => puppet?.id)) <= 1);
}
