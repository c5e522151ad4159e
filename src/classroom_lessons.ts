/** What a class does in one chapter of the tour. */
interface Task {
  readonly begins: "login screen" | "account" | "character";
  readonly task: string;
}

/** By chapter of the tour, in order. */
const TASKS: readonly Task[] = [
  {
    begins: "login screen",
    task:
      "Find your seat on the board, and the number of its session. Then load this page again: " +
      "is it the same number?",
  },
  {
    begins: "login screen",
    task: "Type look, then say hello. Which of the two is a command here?",
  },
  {
    begins: "login screen",
    task:
      "Type create, and a made-up name with the number of your seat, such as create pip7. Watch " +
      "the field when it asks for a password.",
  },
  {
    begins: "login screen",
    task: "Type connect and the name you made, and a wrong password. Then type seat and your code.",
  },
  {
    begins: "account",
    task: "Type cmdsets: it lists the layers of what you can type. Which layers are there?",
  },
  {
    begins: "account",
    task: "Type ic to be somebody, then ooc to let go. What changes on the board?",
  },
  {
    begins: "character",
    task:
      "Open the join page in a second tab, sit down with the same code, and type ic there. What " +
      "becomes of the first tab?",
  },
  {
    begins: "account",
    task:
      "Type charcreate and a made-up name in letters, such as charcreate Pip Seven. When it asks, " +
      "type help; then quit, and discard.",
  },
  {
    begins: "character",
    task: "Type say still here. When the world has been reloaded, type it again: who says it?",
  },
  {
    begins: "character",
    task: "Type quit, then press Enter to connect again. Which number has your session now?",
  },
];

/** Returns what the class can be sent to: the chapters of the tour, each with something to do. */
export async function classroomLessons(): Promise<
  readonly (Task & {
    readonly title: string;
    readonly seen: readonly [string, string];
  })[]
> {
  const { CHAPTERS } = await import("./tour/chapters/chapters.ts");
  return CHAPTERS.flatMap(({ title, seen }, index) => {
    const task = TASKS[index];
    return task === undefined ? [] : [{ title, seen, ...task }];
  });
}
