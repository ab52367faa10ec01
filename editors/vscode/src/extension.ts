// A thin client: everything that is known about Studios is in the server.
import * as os from "node:os";
import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { environment, find, isProgram, type Program } from "./find";

const SETTINGS_FILES = "**/{studio-lint.toml,.studio-lint.toml,pyproject.toml}";
const INSTALL = "pip install 'studio-lint[lsp]'";

let client: LanguageClient | undefined;
let log: vscode.LogOutputChannel;
let status: vscode.StatusBarItem;

/** The interpreter that the Python extension has selected; undefined without that extension. */
async function interpreter(): Promise<string | undefined> {
  const python = vscode.extensions.getExtension("ms-python.python");
  if (python === undefined) {
    return undefined;
  }
  const api = python.isActive ? python.exports : await python.activate();
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = api?.environments?.getActiveEnvironmentPath?.(folder);
  const resolved = chosen && (await api.environments.resolveEnvironment?.(chosen));
  return resolved?.executable?.uri?.fsPath;
}

async function program(): Promise<Program | undefined> {
  const settings = vscode.workspace.getConfiguration("studio-lint").inspect<string[]>("command");
  const trusted = vscode.workspace.isTrusted;
  const own = settings?.globalValue;
  const configured = (trusted ? settings?.workspaceFolderValue ?? settings?.workspaceValue ?? own : own) ?? [];
  return find({
    configured,
    interpreter: trusted ? await interpreter() : undefined,
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    trusted,
    searchPath: process.env.PATH ?? process.env.Path ?? "",
    windows: process.platform === "win32",
    isProgram,
  });
}

function clientOptions(context: vscode.ExtensionContext): LanguageClientOptions {
  // Scripts and ignore files of a build context change what a Dockerfile means, so every file is watched.
  const watchers = [SETTINGS_FILES, "**/.seqera/**", "**/*.{py,R,r,sh,conf,yml,yaml}", "**/*Dockerfile*", "**/*.dockerignore"];
  const fileEvents = watchers.map((pattern) => vscode.workspace.createFileSystemWatcher(pattern));
  context.subscriptions.push(...fileEvents);
  return {
    documentSelector: [
      { scheme: "file", language: "dockerfile" },
      { scheme: "file", language: "yaml" },
    ],
    outputChannel: log,
    synchronize: { fileEvents },
  };
}

function show(icon: string, tooltip: string, background?: string): void {
  status.text = `$(${icon}) studio-lint`;
  status.tooltip = tooltip;
  status.backgroundColor = background === undefined ? undefined : new vscode.ThemeColor(background);
  status.show();
}

async function missing(words: string): Promise<void> {
  show("warning", words, "statusBarItem.warningBackground");
  log.warn(words);
  const choice = await vscode.window.showWarningMessage(words, "Copy install command", "Open settings", "Show log");
  if (choice === "Copy install command") {
    await vscode.env.clipboard.writeText(INSTALL);
  } else if (choice === "Open settings") {
    await vscode.commands.executeCommand("workbench.action.openSettings", "studio-lint.command");
  } else if (choice === "Show log") {
    log.show();
  }
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const found = await program();
  if (found === undefined) {
    void missing(`studio-lint was not found. Install it with: ${INSTALL}`);
    return;
  }
  log.info(`starting ${[found.command, ...found.args].join(" ")} (from ${found.from})`);
  show("sync~spin", `studio-lint is starting (from ${found.from})`);
  // Started outside the workspace: on Windows a program of the current folder comes first.
  const options = { cwd: os.homedir(), env: environment(process.env) };
  const server: ServerOptions = { command: found.command, args: found.args, options };
  client = new LanguageClient("studio-lint", "studio-lint", server, clientOptions(context));
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) {
      show("check", `studio-lint is running (from ${found.from})`);
    } else if (newState === State.Stopped) {
      show("circle-slash", "studio-lint is not running");
    }
  });
  try {
    await client.start();
  } catch (reason) {
    const words = reason instanceof Error ? reason.message : String(reason);
    void missing(`studio-lint did not start (${words}). Install it with: ${INSTALL}`);
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.isRunning()) {
    await running.stop();
  }
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel("studio-lint", { log: true });
  status = vscode.window.createStatusBarItem("studio-lint", vscode.StatusBarAlignment.Right);
  status.name = "studio-lint";
  status.command = "studio-lint.showLog";
  const restart = async (): Promise<void> => {
    await stop();
    await start(context);
  };
  context.subscriptions.push(
    log,
    status,
    vscode.commands.registerCommand("studio-lint.restart", restart),
    vscode.commands.registerCommand("studio-lint.showLog", () => log.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("studio-lint.command")) {
        await restart();
      }
    }),
  );
  await start(context);
}

export function deactivate(): Promise<void> {
  return stop();
}
