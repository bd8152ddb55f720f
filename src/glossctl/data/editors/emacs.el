;; Emacs 29 or newer (eglot): in init.el; M-x eglot starts it in a buffer.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((markdown-mode gfm-mode rst-mode text-mode conf-toml-mode toml-ts-mode) . ("glossctl" "lsp"))))
(add-hook 'markdown-mode-hook #'eglot-ensure)
