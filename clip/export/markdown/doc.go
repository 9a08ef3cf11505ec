// Package markdown writes a review as Markdown: a file per clip with its
// images beside it, or one file with contents.
package markdown
