;;; lsp-mode.el --- a writer's session in Emacs with lsp-mode -*- lexical-binding: t -*-

;; As session.el, for the other client: the finding, the facts by hover, the jump, the fix applied by lsp-mode itself.

(load (expand-file-name "lib.el" (file-name-directory load-file-name)) nil t)

(defun session-finding ()
  "The diagnostic at point, as lsp-mode keeps it."
  (seq-find (lambda (one)
              (let* ((range (lsp:diagnostic-range one))
                     (start (lsp--position-to-point (lsp:range-start range)))
                     (end (lsp--position-to-point (lsp:range-end range))))
                (<= start (point) end)))
            (gethash (lsp--fix-path-casing buffer-file-name) (lsp-diagnostics))))

(defun session-test-finding ()
  (session-go-to "1993")
  (let ((finding (session-wait #'session-finding)))
    (when (session-check "the wrong year is found" finding)
      (session-check "the message names the right year"
                     (string-match-p "1992" (lsp:diagnostic-message finding))
                     (lsp:diagnostic-message finding))
      (session-check "as an error" (eql 1 (lsp:diagnostic-severity? finding))))))

(defun session-test-hover ()
  (session-go-to "UNHCR")
  (let* ((answer (lsp-request "textDocument/hover" (lsp--text-document-position-params)))
         (contents (and answer (lsp:hover-contents answer)))
         (text (if (stringp contents) contents (and contents (lsp:markup-content-value contents)))))
    (session-check "hover tells the fact" (and text (string-match-p "1992" text)) text)))

(defun session-test-jump (draft)
  (session-go-to "1993")
  (lsp-find-definition)
  (session-check "the jump opens the source" (string-suffix-p "004_5e32103b5ee5e312.txt" (or buffer-file-name ""))
                 buffer-file-name)
  (session-check "in the very sentence"
                 (let ((here (point)))
                   (save-excursion
                     (beginning-of-line)
                     (and (search-forward session-source-sentence (line-end-position) t)
                          (<= (match-beginning 0) here (match-end 0))))))
  (switch-to-buffer draft))

(defun session-test-fix ()
  (session-go-to "1993")
  (let ((action (seq-find (lambda (one) (string-match-p "1992" (lsp:code-action-title one)))
                          (lsp-code-actions-at-point))))
    (when (session-check "a fix is offered" action)
      (lsp-execute-code-action action)
      (session-check "and sets the right year"
                     (progn (goto-char (point-min))
                            (search-forward "UNHCR has been operating in Azerbaijan since 1992." nil t)))
      (backward-char 3)
      (session-check "the right year is silent" (session-wait (lambda () (not (session-finding))))))))

(defun session-run ()
  (setq lsp-auto-guess-root t
        lsp-enable-file-watchers nil
        lsp-idle-delay 0
        lsp-response-timeout session-limit
        lsp-session-file (expand-file-name "lsp-session" (getenv "SCRATCH"))
        lsp-enable-suggest-server-download nil
        lsp-warn-no-matched-clients nil)
  (require 'lsp-mode)
  (lsp-workspace-folders-add (getenv "WORKSPACE"))
  (let ((draft (find-file (expand-file-name "sample-brief.md" (getenv "WORKSPACE")))))
    ;; lsp-deferred waits for the buffer to be shown; a batch run shows none.
    (lsp)
    (unless (session-check "lsp-mode manages the draft" (session-wait #'lsp-workspaces))
      (error "No server"))
    (session-wait (lambda () (eq 'initialized (lsp--workspace-status (car (lsp-workspaces))))))
    (session-test-finding)
    (session-test-hover)
    (session-test-jump draft)
    (session-test-fix)
    (with-current-buffer draft (set-buffer-modified-p nil))
    (lsp-workspace-shutdown (car (with-current-buffer draft (lsp-workspaces))))
    (session-check "the server is shut down" (session-wait (lambda () (not (lsp-workspaces)))))
    (session-check "and answered in time"
                   (with-current-buffer "*Messages*"
                     (goto-char (point-min))
                     (not (search-forward "Timeout while sending shutdown" nil t))))))

(session-main #'session-run)
