// What a search may not look into: the files that a rule or a policy closes to reading. A search names
// no file, so that nothing but this keeps it from telling what is in one.
import { parseRule } from "../../contract/rule.ts";
import { deniedPaths } from "../policy/file-access.ts";
import type { PolicySettings } from "../policy/table.ts";
import type { Files } from "../tool.ts";
import type { PermissionConfig } from "./decide.ts";
import { pathPattern } from "./path.ts";
import { READING } from "./rule.ts";

/** The same files, of which `walk` leaves out those that are closed to reading. */
export function openFiles(files: Files, config: PermissionConfig, settings: PolicySettings): Files {
  const contents = config.disallowed_tools.flatMap((text) => {
    const { rule } = parseRule(text);
    return rule?.content != null && READING.has(rule.tool_name) ? [rule.content] : [];
  });
  const patterns = [...contents, ...deniedPaths(config.custom_policies, settings)].flatMap(
    (content) => pathPattern(content, files.root) ?? [],
  );
  if (patterns.length === 0) return files;
  return {
    root: files.root,
    stat: (path) => files.stat(path),
    read: (path) => files.read(path),
    write: (path, content) => files.write(path, content),
    walk: async (path) => {
      const found = await files.walk(path);
      return found.filter((stat) => !patterns.some((pattern) => pattern.touches(stat.path)));
    },
  };
}
