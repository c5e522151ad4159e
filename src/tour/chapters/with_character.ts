import { PASSWORD, type Stage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

/** Connects somebody who makes an account and a character of the same name, and enters the world. */
export async function withCharacter(stage: Stage, name = "Anna"): Promise<Visitor> {
  const visitor = await stage.connect(name);
  await visitor.type(
    `create ${name.toLowerCase()} ${PASSWORD}`,
    `charcreate ${name}`,
    "done",
    "yes",
  );
  return visitor;
}
