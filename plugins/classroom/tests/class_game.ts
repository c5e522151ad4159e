import { type TestGame, testGame, type TestPlayer, withSettings } from "@vestibule/core/testing";
import type { Plugin } from "@vestibule/core";
import classroom, { type ClassroomSettings } from "../mod.ts";

/** What the class of the tests is set to. */
export const CLASS: ClassroomSettings = {
  codes: ["KFM3-7TQP", "AB2D-99XZ", "WWQ4-HHJ8"],
  teacherKey: "a-teacher-key-of-the-tests",
  viewKey: "a-view-key-of-the-tests-too",
  lessons: [
    {
      title: "Knock",
      seen: ["A session begins.", "It has no account yet."],
      task: "Look around.",
      begins: "login screen",
    },
    {
      title: "Come in",
      seen: ["The session has an account.", "It has no body yet."],
      task: "Type who.",
      begins: "account",
    },
    {
      title: "Put on a coat",
      seen: ["The session puppets a character.", "Others can see it."],
      task: "Type north.",
      begins: "character",
    },
  ],
};

/** Starts a class. */
export function classGame(
  given: Partial<ClassroomSettings> = {},
  others: readonly Plugin[] = [],
): Promise<TestGame> {
  const used = withSettings(classroom, { ...CLASS, ...given });
  return testGame({ plugins: [used, ...others], settings: { plugins: [] } });
}

/** Connects somebody who sits down. */
export async function seated(game: TestGame, code: string): Promise<TestPlayer> {
  const player = await game.connect();
  player.clear();
  await player.send(`seat ${code}`);
  return player;
}

/** Does what the board can do, and returns the answer's status. */
export async function act(
  game: TestGame,
  wish: unknown,
  key: string = CLASS.teacherKey,
): Promise<number> {
  const response = await game.fetch("/plugins/classroom/act", {
    method: "POST",
    headers: { "authorization": `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(wish),
  });
  await response.body?.cancel();
  return response.status;
}

/** What the board tells. */
export interface SeenBoard {
  readonly role: string;
  readonly codes: readonly string[] | null;
  readonly chapter: number;
  readonly chapters: readonly string[];
  readonly seats: readonly {
    readonly name: string;
    readonly sessions: readonly { readonly state: string; readonly puppet: string | null }[];
  }[];
}

/** Returns what the board tells whoever has the key. */
export async function board(game: TestGame, key: string = CLASS.teacherKey): Promise<SeenBoard> {
  const response = await game.fetch("/plugins/classroom/seats", {
    headers: { authorization: `Bearer ${key}` },
  });
  return await response.json();
}
