// FileAccessPolicy: no tool and no command reads or writes a restricted path, or what lies below it.
import { fires } from "../permission/rule.ts";
import type { Policy, PolicySettings } from "./table.ts";

export const fileAccessPolicy: Policy = (subject, { restricted_paths }) => {
  const path = restricted_paths.find((restricted) =>
    ["Read", "Edit"].some((tool_name) =>
      fires({ tool_name, content: contentOf(restricted) }, subject),
    ),
  );
  return path === undefined ? null : `${path} is restricted`;
};

/** What the policy closes in a session, as the contents of rules; nothing where it is off. */
export function deniedPaths(added: readonly string[], settings: PolicySettings): string[] {
  const isOn = [...settings.policies, ...added].includes("FileAccessPolicy");
  return isOn ? settings.restricted_paths.map(contentOf) : [];
}

/** The operator writes absolute paths as everybody does, a rule with two slashes. */
function contentOf(restricted: string): string {
  return restricted.startsWith("/") ? `/${restricted}` : restricted;
}
