export const name = "chargen";
