// NetworkPolicy: nothing that reaches out of the session runs, be it a tool or a command.
import { baseName } from "../permission/hidden-commands.ts";
import type { Policy } from "./table.ts";

const TOOLS = /^(?:WebFetch|WebSearch|mcp__.*)$/s;
const COMMANDS: ReadonlySet<string> = new Set(["curl", "wget", "nc", "ssh", "scp", "rsync", "ftp"]);

export const networkPolicy: Policy = ({ call, line }) => {
  if (TOOLS.test(call.tool_name)) return `${call.tool_name} reaches out of the session`;
  const command = (line?.commands ?? [])
    .map(([name]) => baseName(name?.text ?? ""))
    .find((name) => COMMANDS.has(name));
  return command === undefined ? null : `${command} reaches out of the session`;
};
