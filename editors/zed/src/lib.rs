//! A thin client: it finds the program and starts its language server.

use zed_extension_api::{self as zed, settings::LspSettings, Command, LanguageServerId, Result, Worktree};

struct StudioLint;

impl zed::Extension for StudioLint {
    fn new() -> Self {
        StudioLint
    }

    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let set = LspSettings::for_worktree(server.as_ref(), worktree)
            .ok()
            .and_then(|settings| settings.binary);
        let (path, arguments) = set.map_or((None, None), |binary| (binary.path, binary.arguments));
        let command = path
            .or_else(|| worktree.which("studio-lint"))
            .ok_or("studio-lint is not on the PATH: pip install 'studio-lint[lsp]'")?;
        let args = arguments.unwrap_or_else(|| vec!["server".into()]);
        // No variable makes Python import something of the worktree.
        let mut env = worktree.shell_env();
        env.retain(|(name, _)| !name.starts_with("PYTHON"));
        Ok(Command { command, args, env })
    }
}

zed::register_extension!(StudioLint);
