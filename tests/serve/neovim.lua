-- Played by test_neovim.py in a headless Neovim: attach, hover, complete, wait for findings, spell out, say what was seen.
local seen = {}
local config = { name = "glossctl", cmd = vim.json.decode(vim.env.GLOSSCTL_TEST_COMMAND), root_dir = vim.fn.getcwd() }
vim.cmd("edit notes.md")
local id
if vim.lsp.start then
  id = vim.lsp.start(config)
else -- Neovim before 0.8
  id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, id)
end

local function ask(method, line, character, more)
  local params = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = line, character = character } }
  for key, value in pairs(more or {}) do
    params[key] = value
  end
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000)
  return answers and answers[id] and answers[id].result
end

seen.attached = vim.wait(20000, function()
  local client = vim.lsp.get_client_by_id(id)
  return client ~= nil and client.initialized == true
end, 50)
seen.hover = ask("textDocument/hover", 0, 5).contents.value
seen.completion = {}
for _, item in ipairs(ask("textDocument/completion", 2, 7).items) do
  table.insert(seen.completion, { item.label, item.detail })
end
vim.wait(20000, function()
  return #vim.diagnostic.get(0) > 0
end, 50)
seen.findings = {}
for _, one in ipairs(vim.diagnostic.get(0)) do
  table.insert(seen.findings, { one.code or one.user_data.lsp.code, one.lnum, one.col, one.severity })
end
local range = { start = { line = 0, character = 5 }, ["end"] = { line = 0, character = 5 } }
local actions = ask("textDocument/codeAction", 0, 5, { range = range, context = { diagnostics = {} } })
seen.actions = {}
for _, action in ipairs(actions) do
  table.insert(seen.actions, action.title)
  if action.title:find("^Spell out") then
    vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
  end
end
seen.line = vim.api.nvim_buf_get_lines(0, 0, 1, false)[1]
seen.definition = ask("textDocument/definition", 0, 5)[1].range.start.line
local file = assert(io.open(vim.env.GLOSSCTL_TEST_SEEN, "w"))
file:write(vim.json.encode(seen))
file:close()
vim.cmd("qall!")
