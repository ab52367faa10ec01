vim.api.nvim_create_autocmd("FileType", {
  pattern = { "dockerfile", "yaml" },
  callback = function(event)
    local marker = vim.fn.finddir(".git", vim.fn.expand("<afile>:p:h") .. ";")
    local root = marker ~= "" and vim.fn.fnamemodify(marker, ":p:h:h") or vim.fn.getcwd()
    _G.studio_lint = _G.studio_lint or {}
    _G.studio_lint[root] = _G.studio_lint[root]
      or vim.lsp.start_client({ name = "studio-lint", cmd = { "studio-lint", "server" }, root_dir = root })
    vim.lsp.buf_attach_client(event.buf, _G.studio_lint[root])
  end,
})
