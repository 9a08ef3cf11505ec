// Package fetch turns an address into the raw bytes that a server gives for
// it. It asks over http and https only, with limits on size, time and
// redirects, is polite to each host, and has its own sentence for each way to
// fail. It never parses a page, never runs a script, never sends a user name,
// a password or a cookie of an earlier fetch, and never asks twice by itself.
//
//	fetch.go     Options, Fetcher
//	page.go      Page: a page's bytes and what the server said about them
//	image.go     Image: a picture's bytes, checked to be one
//	svg.go       telling SVG from other text
//	exchange.go  one request with its redirects, cookies and limits
//	address.go   Clean: what people type → an address
//	local.go     pages from outside do not reach machines inside
//	encoding.go  gzip, br, zstd, deflate
//	media.go     which answers are pages
//	gate.go      few requests at a time per host
//	status.go    the sentence for each status
//	failure.go   the sentence for each failure of the network
package fetch
