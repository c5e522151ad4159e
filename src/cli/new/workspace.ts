/**
 * Returns the text of a `deno.json` with one more member of its workspace.
 *
 * @param text The text as it is.
 * @param path The member's path.
 * @returns The text, or `undefined` when it has no list of members.
 */
export function withMember(text: string, path: string): string | undefined {
  const [list, inside] = /"workspace"\s*:\s*\[([^\]]*)\]/.exec(text) ?? [];
  if (list === undefined || inside === undefined) return undefined;
  const members: unknown = JSON.parse(`[${inside}]`);
  if (!Array.isArray(members) || members.includes(path)) return text;
  const all = [...members, path].map((member) => JSON.stringify(member));
  const line = `"workspace": [${all.join(", ")}]`;
  const long = `"workspace": [\n    ${all.join(",\n    ")}\n  ]`;
  // As `deno fmt` breaks lines of 100 columns; two spaces and a comma are around it.
  return text.replace(list, () => line.length <= 97 && !list.includes("\n") ? line : long);
}
