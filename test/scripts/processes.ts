// What is left running: the living processes of a process group, as the system counts them.
import { execFileSync } from "node:child_process";

/** The commands of the group's living processes; the dead that nobody has buried do not count. */
export function livingOfGroup(group: number): string[] {
  return processes()
    .filter(({ pgid, stat }) => pgid === group && !stat.startsWith("Z"))
    .map(({ command }) => command);
}

/** The commands of living processes that were started with `text` in their arguments. */
export function livingWith(text: string): string[] {
  return processes()
    .filter(({ stat, command }) => command.includes(text) && !stat.startsWith("Z"))
    .map(({ command }) => command);
}

function processes() {
  const table = execFileSync("ps", ["-eo", "pgid=,stat=,args="], { encoding: "utf8" });
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [, pgid, stat, command] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      return { pgid: Number(pgid), stat: stat ?? "", command: command ?? "" };
    });
}
