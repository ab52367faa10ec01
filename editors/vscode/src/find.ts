// Where the program is: no dependency on VS Code, so that it can be tested without one.
import * as fs from "node:fs";
import * as path from "node:path";

export interface Program {
  readonly command: string;
  readonly args: string[];
  /** Where it was found, for the log and the status bar. */
  readonly from: string;
}

export interface Surroundings {
  /** The setting `studio-lint.command`; empty if it is not set. */
  readonly configured: readonly string[];
  /** The interpreter that the Python extension has selected. */
  readonly interpreter?: string;
  readonly folders: readonly string[];
  /** An untrusted workspace names no program: neither by a setting nor by its own `.venv`. */
  readonly trusted: boolean;
  readonly searchPath: string;
  readonly windows: boolean;
  readonly isProgram: (file: string) => boolean;
}

/** Python in isolated mode imports nothing from the folder that it is started in, and ignores PYTHONPATH. */
const ISOLATED = ["-I", "-m", "studio_lint", "server"];

export function find(around: Surroundings): Program | undefined {
  if (around.configured.length > 0) {
    const [command, ...args] = around.configured as [string, ...string[]];
    return { command, args, from: "the setting studio-lint.command" };
  }
  if (around.trusted && around.interpreter !== undefined && hasPackage(around, around.interpreter)) {
    return { command: around.interpreter, args: ISOLATED, from: "the selected Python interpreter" };
  }
  const tail = around.windows ? ["Scripts", "python.exe"] : ["bin", "python"];
  for (const folder of around.trusted ? around.folders : []) {
    const python = path.join(folder, ".venv", ...tail);
    if (around.isProgram(python) && hasPackage(around, python)) {
      return { command: python, args: ISOLATED, from: ".venv of the workspace" };
    }
  }
  const name = around.windows ? "studio-lint.exe" : "studio-lint";
  for (const entry of around.searchPath.split(around.windows ? ";" : ":")) {
    const file = path.join(entry, name);
    if (path.isAbsolute(entry) && (around.trusted || !isInside(entry, around.folders)) && around.isProgram(file)) {
      return { command: file, args: ["server"], from: "PATH" };
    }
  }
  return undefined;
}

/** Whether the environment of an interpreter has studio-lint: its command is beside it. */
function hasPackage(around: Surroundings, python: string): boolean {
  return around.isProgram(path.join(path.dirname(python), around.windows ? "studio-lint.exe" : "studio-lint"))
    || around.isProgram(path.join(path.dirname(python), "Scripts", "studio-lint.exe"));
}

function isInside(entry: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const relative = path.relative(folder, entry);
    return relative === "" || (!relative.startsWith("..") && !path.isAbsolute(relative));
  });
}

export function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The environment of the server: no variable makes Python import something else. */
export function environment(given: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && !name.toUpperCase().startsWith("PYTHON")) {
      kept[name] = value;
    }
  }
  return kept;
}
