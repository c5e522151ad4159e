/** Returns whose something is: the `plugin` of `plugin/name`. */
export function ownerOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf("/")));
}
