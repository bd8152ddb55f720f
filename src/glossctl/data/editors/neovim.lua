-- Neovim 0.11 or newer: save this as ~/.config/nvim/lsp/glossctl.lua and add vim.lsp.enable("glossctl") to init.lua
return {
  cmd = { "glossctl", "lsp" },
  filetypes = { "markdown", "rst", "asciidoc", "html", "tex", "text", "gitcommit", "toml" },
  root_markers = { "glossary.toml", ".git" },
  -- init_options = { comments = true }, -- check the comments of source files too; add their filetypes above
}
