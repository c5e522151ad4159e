const ONES = "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen " +
  "Fifteen Sixteen Seventeen Eighteen Nineteen";
const TENS = "Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety";

/** Writes a number from 1 to 999 in words: the names of characters hold no digits. */
export function inWords(number: number): string {
  if (number < 20) return ONES.split(" ")[number - 1] ?? "";
  if (number < 100) return joined(TENS.split(" ")[Math.floor(number / 10) - 2] ?? "", number % 10);
  return joined(`${inWords(Math.floor(number / 100))} Hundred`, number % 100);
}

function joined(words: string, rest: number): string {
  return rest === 0 ? words : `${words} ${inWords(rest)}`;
}
