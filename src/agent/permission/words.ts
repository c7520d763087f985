// The words of a parsed command line as text, with what is only known when it runs marked as such.
// Nothing is guessed: a word is literal, or it says that it is not.
import type { WordNode } from "just-bash";

/** Stands in a word's text for what nobody knows before it runs. */
export const UNKNOWN = "\0";

export interface Word {
  readonly text: string;
  /** False when the text holds UNKNOWN. */
  readonly is_known: boolean;
  /** Whether the shell takes the text for a pattern of file names. */
  readonly is_glob: boolean;
}

type Part = WordNode["parts"][number];

/** More words than this out of one pair of braces are not looked at one by one. */
const BRACE_WORDS_MAX = 64;
const EMPTY: Word = { text: "", is_known: true, is_glob: false };

/** The words that one written word stands for: several when it has braces. */
export function wordsOf(node: WordNode): Word[] {
  return node.parts.reduce<Word[]>(
    (words, part) => {
      const pieces = piecesOf(part);
      if (words.length * pieces.length > BRACE_WORDS_MAX) return words.map((word) => join(word));
      return words.flatMap((word) => pieces.map((piece) => join(word, piece)));
    },
    [EMPTY],
  );
}

function join(left: Word, right: Word = unknown()): Word {
  return {
    text: left.text + right.text,
    is_known: left.is_known && right.is_known,
    is_glob: left.is_glob || right.is_glob,
  };
}

function piecesOf(part: Part): Word[] {
  switch (part.type) {
    case "Literal":
    case "SingleQuoted":
    case "Escaped":
      return [{ ...EMPTY, text: part.value }];
    case "DoubleQuoted":
      return wordsOf({ type: "Word", parts: part.parts });
    case "TildeExpansion":
      return [{ ...EMPTY, text: `~${part.user ?? ""}` }];
    case "Glob":
      return [{ ...EMPTY, text: part.pattern, is_glob: true }];
    case "BraceExpansion":
      return part.items.flatMap((item) => (item.type === "Word" ? wordsOf(item.word) : unknown()));
    case "ParameterExpansion":
    case "CommandSubstitution":
    case "ArithmeticExpansion":
    case "ProcessSubstitution":
      return [unknown()];
    default:
      return part satisfies never;
  }
}

function unknown(): Word {
  return { text: UNKNOWN, is_known: false, is_glob: false };
}
