// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are command lines.
// Command lines made at random, held against rules, and then really run in the shell: what a rule
// said about a line is compared with the commands that the line turned out to run.
import { Bash, defineCommand } from "just-bash/browser";
import { expect, it } from "vitest";
import { Random } from "../simulation/random.ts";
import { allowedBy, bash, deniedBy } from "./cases.ts";

const LINES = 400;
const SEEDS = [1, 2, 3, 4, 5, 6];

/** CMD is a command line of its own, SIMPLE one command. */
const SIMPLE = [
  "NAME ARG ARG",
  "NAME ARG",
  "NAME",
  "X=1 NAME ARG",
  "timeout 5 NAME ARG",
  "time NAME",
  "command NAME",
  "env A=1 NAME ARG",
  "env -u HOME NAME",
  "echo ARG | xargs NAME",
  "xargs -n 1 NAME",
  "eval 'SIMPLE'",
  'bash -c "SIMPLE"',
  "echo NAME | bash",
  "find . -name f -exec NAME {} \\;",
  "alias q='NAME'; shopt -s expand_aliases\nq",
  "exec NAME",
  "cat <<E\nARG\nE\n",
  "cat <<\\E\n  E\nARG\nE\n",
  "bash <<E\nSIMPLE\nE\n",
];
const NAMES = ["good", "good", "good", "bad", "\\bad", "b''ad", '"bad"', "$'bad'", "b\\\nad"];
const MORE_NAMES = ["bad\\\n  ", "{bad,a}", "/bin/bad", "echo", "true", "\\good", "go\\\nod"];
const ARGS = [
  ..."a|'b c'|$X|$(CMD)|`CMD`|<(CMD)|${X:-$(CMD)}|$((A[$(CMD)]))|{a,b}|*|~|2>&1".split("|"),
  ..."> f|< f|<<< a|'$(bad)'|#|'# '|\\;|';'|\"$(CMD)\"|'bad'|;|good|bad|[[|!|-c|--|=|A=bad".split(
    "|",
  ),
];
const LINES_OF = [
  ..."SIMPLE@SIMPLE@SIMPLE ; CMD@SIMPLE && CMD@SIMPLE || CMD@SIMPLE & CMD".split("@"),
  ..."SIMPLE | CMD@SIMPLE |& CMD@SIMPLE\n  CMD@(CMD)@{ CMD; }@if CMD; then CMD; fi".split("@"),
  ..."while CMD; do CMD; break; done@for i in ARG; do CMD; done@case a in a) CMD;; esac".split("@"),
  ..."f() { CMD; }; f@! CMD@[[ -n ARG ]] && CMD@A=ARG; CMD@{ CMD; } > f@(CMD) < f".split("@"),
];
/** What a mutation puts in; nothing of it makes a name out of parts only when it runs. */
const NOISE = [..." \t\n;&|()<>'\"\\#{},!=*~`"];

function made(random: Random): string {
  // Half of the lines are calm enough that some of them can be allowed.
  const isCalm = random.chance(0.5);
  let budget = isCalm ? 6 : 12;
  const grow = (text: string): string =>
    text.replace(/CMD|SIMPLE|NAME|ARG/g, (kind) => {
      budget -= 1;
      if (kind === "NAME" && isCalm && random.chance(0.9)) return "good";
      if (kind === "NAME") return random.pick(random.chance(0.7) ? NAMES : MORE_NAMES);
      if (budget < 0) return "a";
      if (kind === "ARG") return grow(random.chance(isCalm ? 0.8 : 0.4) ? "a" : random.pick(ARGS));
      if (kind === "SIMPLE" && isCalm && random.chance(0.8)) return grow("NAME ARG");
      return grow(random.pick(kind === "CMD" ? LINES_OF : SIMPLE));
    });
  let line = grow("CMD");
  for (let times = random.chance(0.5) ? random.between(1, 3) : 0; times > 0; times -= 1) {
    const at = random.between(0, line.length);
    const kept = random.chance(0.5) ? at : at + 1;
    line = line.slice(0, at) + (random.chance(0.6) ? random.pick(NOISE) : "") + line.slice(kept);
  }
  return line;
}

async function commandsRunBy(line: string): Promise<Set<string>> {
  const ran = new Set<string>();
  const traced = (name: string) =>
    defineCommand(name, async () => {
      ran.add(name);
      return { stdout: "", stderr: "", exitCode: 0 };
    });
  const shell = new Bash({
    files: { "/home/user/f": "a" },
    customCommands: [traced("good"), traced("bad")],
    executionLimits: { maxCommandCount: 200, maxLoopIterations: 50 },
    defenseInDepth: false,
  });
  // Until the thread is let go, nothing that this shell holds is collected.
  await new Promise((resolve) => setTimeout(resolve));
  // As the sessions' shell runs it. A limit or a syntax error that is thrown ran what it ran.
  await shell.exec(line, { rawScript: true }).catch(() => null);
  return ran;
}

it.each(SEEDS)("[PERM-18] a rule keeps its word about the lines of seed %i", async (seed) => {
  const random = new Random(seed);
  const seen = { allowed: 0, denied: 0, bad: 0 };
  for (let count = 0; count < LINES; count += 1) {
    const line = made(random);
    const isAllowed =
      allowedBy(["Bash(good:*)", "Bash(echo:*)", "Bash(cat:*)", "Bash(true)"], bash(line)) ===
      "allow";
    const isDenied = deniedBy(["Bash(bad:*)"], bash(line)) === "deny";
    const ran = await commandsRunBy(line);
    const told = `seed ${seed}, line ${count}: ${JSON.stringify(line)}`;
    if (ran.has("bad")) {
      seen.bad += 1;
      expect(isAllowed, `allowed, and bad ran: ${told}`).toBe(false);
      expect(isDenied, `not denied, and bad ran: ${told}`).toBe(true);
    }
    if (isAllowed) seen.allowed += 1;
    if (isDenied) seen.denied += 1;
  }
  expect(Math.min(seen.allowed, seen.denied, seen.bad), JSON.stringify(seen)).toBeGreaterThan(5);
});
