/** Which plugins are switched off, as long as the process lives: a crashed Server forgets. */
export class PluginSwitches {
  #off: Readonly<Record<string, string>> = {};

  /** The plugins that are off, with the reason. */
  get off(): Readonly<Record<string, string>> {
    return this.#off;
  }

  /**
   * Switches a plugin by a reload; when that is refused, the plugin is as before.
   *
   * @param name The plugin.
   * @param off Why it is off from now on; `null` switches it on.
   * @param reload Reloads, and tells whether that was done.
   */
  async turn(name: string, off: string | null, reload: () => Promise<boolean>): Promise<void> {
    const before = Object.hasOwn(this.#off, name) ? this.#off[name] ?? null : null;
    this.#set(name, off);
    if (!await reload()) this.#set(name, before);
  }

  #set(name: string, off: string | null): void {
    const { [name]: _, ...others } = this.#off;
    this.#off = off === null ? others : { ...others, [name]: off };
  }
}
