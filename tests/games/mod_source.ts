/** What a plugin's module is written from. */
export interface ModSource {
  /** JavaScript before the plugin. */
  readonly head?: string;
  /** The body of its setup, which has `provide` and `on`. */
  readonly setup?: string;
  /** Other members of the plugin. */
  readonly more?: string;
}

/** Writes the module of a plugin called `home`, of interface 1 unless told, in plain JavaScript. */
export function modSource({ head = "", setup = "", more = "" }: ModSource): string {
  return `${head}
export default {
  name: "home",
  version: "1.0.0",
  api: 1,
  ${more}
  setup({ provide, on }) {
    ${setup}
  },
};
`;
}
