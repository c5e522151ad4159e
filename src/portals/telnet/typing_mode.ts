/**
 * How a client sends what is typed: `line` when it edits lines itself and sends them whole,
 * `character` when it sends each key and leaves the editing, and the echo, to us.
 */
export type TypingMode = "line" | "character";

/** Who gets character mode: nobody, who asks for it, or whoever takes it when it is offered. */
export type CharacterModePolicy = "off" | "asked" | "offered";
