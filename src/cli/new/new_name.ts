/** A name that was read, or what is wrong with it. */
export type ReadName =
  | { readonly kind: "name"; readonly name: string; readonly scope?: string }
  | { readonly kind: "bad"; readonly problem: string };

/** A plugin's name is a part of its package's, so both must allow it. */
const NAME = /^[a-z](?:[a-z0-9-]{0,56}[a-z0-9])$/;
const SCOPE = /^[a-z](?:[a-z0-9-]{1,18}[a-z0-9])$/;
const NAME_RULE =
  "2 to 58 lower-case letters, digits and -, with a letter in front and no - behind";
const SCOPE_RULE = "3 to 20 lower-case letters, digits and -, with a letter in front";

/** Plugins that are there already. */
const TAKEN: readonly string[] = ["builtin", "chargen"];

/**
 * Reads the name of what is to be made, such as `weather` or, for a plugin, `@anna/weather`.
 *
 * @param what What is to be made.
 * @param words All that was typed after it.
 */
export function readName(what: "plugin" | "game", words: readonly string[]): ReadName {
  const [word] = words;
  if (word === undefined) {
    return bad(
      `Cannot make a ${what} as it must have a name: none was given. Write "${what} NAME"`,
    );
  }
  if (words.length > 1) {
    const one = suggestion(words.join("-"));
    return bad(`Cannot make a ${what} as its name must be one word: try "${one}"`);
  }
  const [, scope, name = word] = /^@([^/]*)\/(.*)$/s.exec(word) ?? [];
  if (!NAME.test(name)) {
    const problem = `Cannot call a ${what} "${name}" as its name must be ${NAME_RULE}`;
    return bad(`${problem}: try "${suggestion(name)}"`);
  }
  if (what === "game") return scope === undefined ? { kind: "name", name } : scoped(name);
  if (TAKEN.includes(name)) return bad(taken(name));
  if (scope === undefined) return { kind: "name", name };
  if (SCOPE.test(scope)) return { kind: "name", name, scope };
  return bad(`Cannot use the scope "@${scope}" as it must be ${SCOPE_RULE}`);
}

/** Returns a name that is allowed, much like one that is not. */
function suggestion(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{Mark}/gu, "").toLowerCase();
  const near = plain.replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "").slice(0, 58);
  const trimmed = near.replace(/-+$/, "");
  return NAME.test(trimmed) ? trimmed : "my-" + (trimmed || "own");
}

function scoped(name: string): ReadName {
  return bad(`Cannot make a game with a scope as games must not be published: try "${name}"`);
}

function taken(name: string): string {
  return `Cannot call a plugin "${name}" as its name must be its own: ` +
    `Vestibule has one. Try "my-${name}"`;
}

function bad(problem: string): ReadName {
  return { kind: "bad", problem };
}
