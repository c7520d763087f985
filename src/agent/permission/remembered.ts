// Reading a rule costs more than holding it against a call, and a session's rules are the same at every
// call: what was made of a text is kept, as far as there is room.
import { READ_RULES_MAX } from "../../contract/limits.ts";

/** The same function, which makes of the texts used last what it made of them before. */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const value = made.has(text) ? (made.get(text) as T) : make(text);
    // Behind all others: the first is the one that was not used for longest.
    made.delete(text);
    made.set(text, value);
    if (made.size > READ_RULES_MAX) made.delete(made.keys().next().value ?? "");
    return value;
  };
}
