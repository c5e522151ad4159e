/** Every key that the page knows, in the order in which they are told. */
export const KEYS = [
  { keys: ["Enter"], does: "sends what you typed; an exit or a link that has the focus is chosen" },
  { keys: ["Tab"], does: "completes what you type, and goes on to the next choice" },
  { keys: ["Shift+Enter"], does: "begins a new line; all lines are sent in order" },
  { keys: ["↑", "↓"], does: "bring back what you typed before" },
  { keys: ["Ctrl+R"], does: "searches what you typed before" },
  { keys: ["Page Up", "Page Down"], does: "scroll the text" },
  { keys: ["Ctrl+Home", "Ctrl+End"], does: "go to the oldest and the newest text" },
  { keys: ["Escape"], does: "closes what is open, stops sending lines, leads back to the field" },
  { keys: ["F6"], does: "goes on to the text, what is around you, the buttons, the field" },
  { keys: ["F1"], does: "shows these keys" },
  { keys: ["F2"], does: "opens the settings" },
];
