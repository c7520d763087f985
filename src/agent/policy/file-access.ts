// FileAccessPolicy: no tool and no command reads or writes a restricted path, or what lies below it.
import { fires } from "../permission/rule.ts";
import type { Policy } from "./table.ts";

export const fileAccessPolicy: Policy = (subject, { restricted_paths }) => {
  const path = restricted_paths.find((restricted) => {
    const content = restricted.startsWith("/") ? `/${restricted}` : restricted;
    return ["Read", "Edit"].some((tool_name) => fires({ tool_name, content }, subject));
  });
  return path === undefined ? null : `${path} is restricted`;
};
