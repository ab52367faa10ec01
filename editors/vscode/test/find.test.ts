import assert from "node:assert/strict";
import { test } from "node:test";
import { environment, find, type Surroundings } from "../src/find";

const ISOLATED = ["-I", "-m", "studio_lint", "server"];

function around(programs: string[], given: Partial<Surroundings> = {}): Surroundings {
  return {
    configured: [],
    folders: ["/work"],
    trusted: true,
    searchPath: "/usr/bin:/home/me/.local/bin",
    windows: false,
    isProgram: (file) => programs.includes(file),
    ...given,
  };
}

test("the setting wins", () => {
  const found = find(around(["/usr/bin/studio-lint"], { configured: ["/opt/x", "server"] }));
  assert.deepEqual(found, { command: "/opt/x", args: ["server"], from: "the setting studio-lint.command" });
});

test("the selected interpreter, if studio-lint is in its environment", () => {
  const programs = ["/env/bin/python", "/env/bin/studio-lint", "/usr/bin/studio-lint"];
  const found = find(around(programs, { interpreter: "/env/bin/python" }));
  assert.deepEqual(found, { command: "/env/bin/python", args: ISOLATED, from: "the selected Python interpreter" });
  assert.equal(find(around(["/usr/bin/studio-lint"], { interpreter: "/env/bin/python" }))?.from, "PATH");
});

test(".venv of the workspace, isolated", () => {
  const found = find(around(["/work/.venv/bin/python", "/work/.venv/bin/studio-lint"]));
  assert.deepEqual(found, { command: "/work/.venv/bin/python", args: ISOLATED, from: ".venv of the workspace" });
});

test("PATH", () => {
  const found = find(around(["/home/me/.local/bin/studio-lint"]));
  assert.deepEqual(found, { command: "/home/me/.local/bin/studio-lint", args: ["server"], from: "PATH" });
});

test("nothing of a workspace that is not trusted", () => {
  const programs = ["/work/.venv/bin/python", "/work/.venv/bin/studio-lint", "/work/bin/studio-lint", "bin/studio-lint"];
  const given = { trusted: false, interpreter: "/work/.venv/bin/python", searchPath: ":bin:.:/work/bin:/usr/bin" };
  assert.equal(find(around(programs, given)), undefined);
  assert.equal(find(around([...programs, "/usr/bin/studio-lint"], given))?.command, "/usr/bin/studio-lint");
});

test("a relative entry of PATH never counts", () => {
  assert.equal(find(around(["bin/studio-lint", "studio-lint"], { searchPath: ":bin:." })), undefined);
});

test("no variable of Python reaches the server", () => {
  const given = { PYTHONPATH: ".", PythonStartup: "x", PATH: "/usr/bin", HOME: undefined };
  assert.deepEqual(environment(given), { PATH: "/usr/bin" });
});
