// NetworkPolicy: nothing that reaches out of the session runs, be it a tool or a command.
import { rawWords } from "../permission/bash.ts";
import { baseName } from "../permission/hidden-commands.ts";
import type { Policy } from "./table.ts";

const TOOLS = /^(?:WebFetch|WebSearch|mcp__.*)$/s;
const COMMANDS: ReadonlySet<string> = new Set(["curl", "wget", "nc", "ssh", "scp", "rsync", "ftp"]);

export const networkPolicy: Policy = ({ call, line }) => {
  if (TOOLS.test(call.tool_name)) return `${call.tool_name} reaches out of the session`;
  const names = (line?.commands ?? []).map(([name]) => name?.text ?? "");
  // Each word of what cannot be read may be the command.
  const raw = line?.is_opaque === true ? rawWords(line.source) : [];
  const command = [...names, ...raw].map(baseName).find((name) => COMMANDS.has(name));
  return command === undefined ? null : `${command} reaches out of the session`;
};
