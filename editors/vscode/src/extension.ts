// A thin client: everything that is known about Studios lives in the server.
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

const SETTINGS_FILES = "**/{studio-lint.toml,.studio-lint.toml,pyproject.toml}";

let client: LanguageClient | undefined;

function serverOptions(): ServerOptions {
  const configured = vscode.workspace.getConfiguration("studio-lint").get<string[]>("command", []);
  const [command, ...args] = configured.length > 0 ? configured : ["studio-lint", "server"];
  return { command, args };
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
    synchronize: { fileEvents },
  };
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  client = new LanguageClient("studio-lint", "studio-lint", serverOptions(), clientOptions(context));
  try {
    await client.start();
  } catch (reason) {
    const words = reason instanceof Error ? reason.message : String(reason);
    void vscode.window.showErrorMessage(
      `studio-lint did not start (${words}). Install it with: pip install 'studio-lint[lsp]', or set "studio-lint.command".`,
    );
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
  const restart = async (): Promise<void> => {
    await stop();
    await start(context);
  };
  context.subscriptions.push(
    vscode.commands.registerCommand("studio-lint.restart", restart),
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
