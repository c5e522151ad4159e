/** What a character can be when the settings do not say. */
export const KINDS = [
  { key: "wanderer", desc: "Has come a long way, and knows a story about each mile." },
  { key: "scholar", desc: "Reads first and asks afterwards." },
  { key: "tinkerer", desc: "Mends what others throw away." },
];

/** What a character has more or less of when the settings do not say. */
export const ATTRIBUTES = [
  { key: "body", desc: "To lift, to climb, to stay awake." },
  { key: "mind", desc: "To remember, and to put two and two together." },
  { key: "heart", desc: "To be believed, and to dare." },
];
