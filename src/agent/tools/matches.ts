// What a regular expression finds in one text, line by line or across lines, in ripgrep's terms.
// The time it takes grows with the text and with nothing else.
import type { RE2JS } from "re2js";

export interface MatchOptions {
  /** Lines of context. */
  readonly before: number;
  readonly after: number;
  /** What matched, instead of the lines it is in. */
  readonly only_matching: boolean;
  /** A match may reach over line ends. */
  readonly multiline: boolean;
}

export interface FoundLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  /** False for a line that is only there as context. */
  readonly is_match: boolean;
}

/** A text, and where its lines begin. */
export class SearchedText {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
      if (at + 1 < text.length) this.#starts.push(at + 1);
    }
  }

  /** The indexes of the lines that hold a match or a part of one, in order. */
  matching(regex: RE2JS, multiline: boolean): number[] {
    const matching = new Set<number>();
    if (multiline) {
      for (const { start, end } of matchesIn(this.#text, regex)) {
        const last = this.#lineAt(end - 1);
        for (let line = this.#lineAt(start); line <= last; line++) matching.add(line);
      }
    } else {
      for (const index of this.#starts.keys()) {
        if (regex.test(this.#line(index))) matching.add(index);
      }
    }
    return [...matching];
  }

  /** What to show of the matching lines, in order. */
  found(regex: RE2JS, matching: readonly number[], options: MatchOptions): FoundLine[] {
    if (options.only_matching) return this.#parts(regex, matching, options.multiline);
    const isMatch = new Set(matching);
    const shown = new Set<number>();
    for (const index of matching) {
      const last = Math.min(index + options.after, this.#starts.length - 1);
      for (let at = Math.max(index - options.before, 0); at <= last; at++) shown.add(at);
    }
    return [...shown].map((index) => {
      return { number: index + 1, text: this.#line(index), is_match: isMatch.has(index) };
    });
  }

  #parts(regex: RE2JS, matching: readonly number[], multiline: boolean): FoundLine[] {
    if (multiline) {
      return [...matchesIn(this.#text, regex)].map(({ start, end }) => {
        const text = this.#text.slice(start, end);
        return { number: this.#lineAt(start) + 1, text, is_match: true };
      });
    }
    return matching.flatMap((index) => {
      const line = this.#line(index);
      return [...matchesIn(line, regex)].map(({ start, end }) => {
        return { number: index + 1, text: line.slice(start, end), is_match: true };
      });
    });
  }

  /** A line without its end. */
  #line(index: number): string {
    const end = this.#starts[index + 1] ?? this.#text.length;
    return this.#text.slice(this.#starts[index], end).replace(/\r?\n$/, "");
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** Every match that is not empty: an empty one is nothing to show. */
function* matchesIn(text: string, regex: RE2JS): Generator<{ start: number; end: number }> {
  const matcher = regex.matcher(text);
  while (matcher.find()) {
    const start = matcher.start();
    const end = matcher.end();
    if (end > start) yield { start, end };
  }
}
