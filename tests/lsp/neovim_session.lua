-- One session without a screen: open a file, wait for what is said of it, mend, and tell what happened as JSON.
-- The environment gives OPENED (a file), ASKED (a kind of code action) and REPORT (where to write).
local report = {}

local function wait(what, so)
  if not vim.wait(20000, so, 20) then
    report.failed = what
    vim.fn.writefile({ vim.fn.json_encode(report) }, vim.env.REPORT)
    vim.cmd("cquit")
  end
end

local function said()
  local out = {}
  for _, told in ipairs(vim.diagnostic.get(0)) do
    local code = told.code or told.user_data.lsp.code
    table.insert(out, { code = code, line = told.lnum, column = told.col, message = told.message })
  end
  return out
end

vim.cmd("edit " .. vim.fn.fnameescape(vim.env.OPENED))
wait("no diagnostics came", function() return #vim.diagnostic.get(0) > 0 end)
report.before = said()

local params = vim.lsp.util.make_range_params()
local first = vim.diagnostic.get(0)[1]
local place = { line = first.lnum, character = first.col }
params.range = { start = place, ["end"] = place }
params.context = { diagnostics = {}, only = { vim.env.ASKED } }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)
for id, answer in pairs(answers) do
  local action = answer.result[1]
  report.title = action.title
  vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(id).offset_encoding or "utf-16")
end
wait("the finding stayed", function() return #vim.diagnostic.get(0) == 0 end)
report.after = vim.api.nvim_buf_get_lines(0, 0, -1, false)
vim.cmd("write")
vim.fn.writefile({ vim.fn.json_encode(report) }, vim.env.REPORT)
vim.cmd("qall!")
