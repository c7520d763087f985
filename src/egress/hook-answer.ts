// What a hook answered: an output that Ledge can follow, or a sentence that tells its owner what was
// expected instead. What a hook says is foreign; only a short piece of it is ever quoted.
import { type Hook, type HookOutput, hookOutput } from "../contract/hook.ts";
import { foreignJson } from "../contract/json.ts";
import { JSON_DEPTH_MAX } from "../contract/limits.ts";
import { previewOf } from "../contract/preview.ts";
import type { Answer } from "./fetch.ts";

const TAKEN_STATUSES: readonly number[] = [200, 201, 202, 204];
const ISSUES_MAX = 3;

/** Shorter parts of an address (`/v1`, `json`) are words that any answer may hold. */
const SECRET_CHARS_MIN = 8;

export type HookVerdict =
  | { readonly output: HookOutput; readonly error: null }
  | { readonly output: null; readonly error: string };

/** What an answer says. An empty body is an output that asks for nothing. */
export function verdictOf(answer: Answer, hook: Hook): HookVerdict {
  if (!TAKEN_STATUSES.includes(answer.status)) {
    const said = quoted(new TextDecoder().decode(answer.body), hook);
    return wrong(`answered ${answer.status}${said}; expected 200, 201, 202 or 204`);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(answer.body);
  } catch {
    return wrong("answered with bytes that are not UTF-8; expected a JSON object or nothing");
  }
  return text.trim() === "" ? { output: {}, error: null } : outputOf(text, hook);
}

function outputOf(text: string, hook: Hook): HookVerdict {
  let value: unknown;
  try {
    value = foreignJson(text);
  } catch (error) {
    return error instanceof SyntaxError
      ? wrong(
          `answered with what is not JSON${quoted(text, hook)}; expected a JSON object or nothing`,
        )
      : wrong(`answered with JSON nested deeper than the ${JSON_DEPTH_MAX} levels allowed`);
  }
  const parsed = hookOutput.safeParse(value);
  if (parsed.success) return { output: parsed.data, error: null };
  const issues = parsed.error.issues
    .slice(0, ISSUES_MAX)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`));
  return wrong(`answered with what is not a hook's output: ${issues.join("; ")}`);
}

function wrong(what: string): HookVerdict {
  return { output: null, error: `the hook ${what}` };
}

/**
 * A foreign text in parentheses, as the end of a sentence: at most 200 characters on one line, without what
 * looks like a secret. Nothing of a text that repeats a secret of the hook: around it there may be more
 * of it, in another spelling.
 */
export function quoted(text: string, hook: Hook): string {
  if (secretsOf(hook).some((secret) => text.includes(secret))) return "";
  const shown = previewOf(text.replace(/[\p{Cc}\s]+/gu, " ").trim());
  return shown === "" ? "" : ` (“${shown}”)`;
}

/** The hook's secret, and what its address carries beside its host: people put keys there. */
function secretsOf({ secret, url }: Hook): string[] {
  const { search, searchParams, pathname } = new URL(url);
  const query = search.slice(1);
  const raw = query.split("&").map((pair) => pair.slice(pair.indexOf("=") + 1));
  const carried = [query, ...raw, ...searchParams.values(), ...pathname.split("/")];
  return [secret, secret.replace(/^whsec_/, ""), ...carried].filter(
    (text) => text.length >= SECRET_CHARS_MIN,
  );
}
