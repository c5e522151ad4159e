/**
 * Character creation on one session, while the account's other sessions play on.
 *
 * @module
 */
import { definePlugin, type Plugin } from "@vestibule/core";

/** The plugin. In this version it loads and provides nothing yet. */
const chargen: Plugin = definePlugin({ name: "chargen", version: "0.1.0", api: 1, setup() {} });

export default chargen;
