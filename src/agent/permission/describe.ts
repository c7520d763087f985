// A call as the rules see it: where its relative paths start, and where a symlink leads that it names.
// Without that, a link that an agent may make would open what a rule keeps closed.
import { LedgeError } from "../../contract/errors.ts";
import type { ToolContext } from "../tool.ts";
import { currentDirectory } from "../tools/places.ts";
import { absolute } from "./path.ts";
import { type Call, fieldOf } from "./rule.ts";

/** Reads the workspace only; changes nothing. */
export async function describeCall(
  work: Pick<ToolContext, "files" | "memory">,
  tool_name: string,
  input: unknown,
): Promise<Call> {
  const { root } = work.files;
  const directory = await currentDirectory(work);
  const given = fieldOf(input, "file_path") ?? fieldOf(input, "path");
  const named = given === null ? null : absolute(given, directory, root);
  const real = named === null ? null : await realPath(work.files, named);
  return { tool_name, input, directory, root, real_path: real === named ? null : real };
}

/** The path without symlinks. What is not there yet lies where the last of it that is there leads. */
async function realPath(files: ToolContext["files"], path: string): Promise<string> {
  let rest = "";
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const stat = await statOf(files, at);
    if (stat !== null) return stat.path === "/" ? rest : stat.path + rest;
    rest = at.slice(at.lastIndexOf("/")) + rest;
  }
  return path;
}

/** Null as well for a path that no file can have: the tool says what is wrong with it. */
async function statOf(files: ToolContext["files"], path: string) {
  try {
    return await files.stat(path);
  } catch (error) {
    if (error instanceof LedgeError) return null;
    throw error;
  }
}
