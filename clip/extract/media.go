package extract

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"newsclip/clip"
)

// Pictures, with their captions, and what other sites show on a page: links,
// never loaded.

// figure keeps its images, the last with the caption; what else a figure holds
// is passed on.
func (x *extraction) figure(n *html.Node) []clip.Block {
	if find(n, "figure") != nil {
		return x.flow(nil, n)
	}
	var caption []clip.Inline
	var words []string
	walk(n, func(c *html.Node) bool {
		if c.Data != "figcaption" {
			return true
		}
		if len(caption) > 0 {
			caption = append(caption, clip.Inline{Kind: clip.Text, Text: " "})
		}
		caption, words = append(caption, x.inlines(c)...), append(words, textOf(c))
		c.Parent.RemoveChild(c)
		return false
	})
	out := x.flow(nil, n)
	if len(words) == 0 {
		return out
	}
	for i := range slices.Backward(out) {
		switch b := &out[i]; b.Kind {
		case clip.Image, clip.Table:
			if len(b.Inlines) == 0 {
				b.Inlines = caption
				return out
			}
		case clip.Embed:
			b.Text = strings.Join(words, " ")
			return out
		}
	}
	x.remove(strings.Join(words, " "), "caption without image", "element figcaption")
	return out
}

// iconSize is the size, in pixels each way, below which a picture is an icon or
// a small portrait: part of a line, if of anything. So is what is called an icon.
const iconSize = 100

func isIcon(n *html.Node) bool {
	if n.Data != "img" {
		return false
	}
	if slices.Contains(strings.Fields(attribute(n, "class")), "icon") {
		return true
	}
	width, height := pixels(n, "width"), pixels(n, "height")
	return width > 1 && width < iconSize && height > 1 && height < iconSize
}

func pixels(n *html.Node, side string) int {
	size, _ := strconv.Atoi(strings.TrimSuffix(attribute(n, side), "px"))
	return size
}

// icon leaves of an icon what it says, when that is a sign and not words: many
// pages draw their emoji so.
func (x *extraction) icon(n *html.Node) []clip.Inline {
	alt := attribute(n, "alt")
	words := strings.ContainsFunc(alt, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '<' })
	if alt == "" || words {
		x.dropPicture(n, "an icon or a small portrait")
		return nil
	}
	return []clip.Inline{{Kind: clip.Text, Text: alt}}
}

func (x *extraction) image(n *html.Node, caption []clip.Inline) []clip.Block {
	width, height := pixels(n, "width"), pixels(n, "height")
	block := clip.Block{Kind: clip.Image, URL: x.absolute(attribute(n, "src")), Alt: untagged(attribute(n, "alt")), Width: width, Height: height, Inlines: caption}
	if block.URL == "" {
		x.dropPicture(n, "no address")
		return nil
	}
	if width == 1 || height == 1 {
		x.dropPicture(n, "one pixel: it counts readers")
		return nil
	}
	return []clip.Block{block}
}

// untagged takes tags out of what some pages write as if it were HTML.
func untagged(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	var out strings.Builder
	for tokens := html.NewTokenizer(strings.NewReader(text)); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			out.WriteString(tokens.Token().Data)
		}
	}
}

// embed turns a video, a recording or a frame into a link.
func (x *extraction) embed(n *html.Node) []clip.Block {
	address := attribute(n, "src")
	if address == "" {
		if source := find(n, "source"); source != nil {
			address = attribute(source, "src")
		}
	}
	u, err := url.Parse(x.absolute(address))
	switch {
	case err != nil || u.Host == "":
		x.dropPicture(n, "no address")
		return nil
	case n.Data == "iframe" && unshown(n):
		x.dropPicture(n, "hidden frame")
		return nil
	case advertiser(u):
		x.dropPicture(n, "address of an advertiser or counter")
		return nil
	}
	return []clip.Block{link(u.String(), attribute(n, "title"))}
}

// players are titles of frames that say what the frame is and not what it shows.
var players = []string{"", "youtube video player", "video player", "embedded iframe", "embedded content", "iframe", "embed", "video", "audio", "player"}

// link is what stands for something that cannot be kept. Without a title it
// says whose it is.
func link(address, title string) clip.Block {
	if u, err := url.Parse(address); err == nil && slices.Contains(players, strings.ToLower(strings.TrimSpace(title))) {
		title = strings.TrimPrefix(u.Hostname(), "www.")
	}
	return clip.Block{Kind: clip.Embed, URL: address, Text: title}
}

// unshown reports whether a frame has no size that a reader could see.
func unshown(n *html.Node) bool {
	size := func(name string) bool {
		v := attribute(n, name)
		return v == "0" || v == "1" || v == "0px" || v == "1px"
	}
	style := strings.ReplaceAll(strings.ToLower(attribute(n, "style")), " ", "")
	return size("width") || size("height") || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// advertisers are hosts, and parts of addresses, whose frames show nothing of
// an article.
var advertisers = []string{"doubleclick.net", "googlesyndication.com", "googletagmanager.com", "google.com/recaptcha", "adservice.", "amazon-adsystem.com",
	"taboola.com", "outbrain.com", "criteo.", "facebook.com/plugins/like", "facebook.com/plugins/share", "platform.twitter.com/widgets/tweet_button", "scorecardresearch.com"}

func advertiser(u *url.URL) bool {
	address := u.Host + u.Path
	return strings.HasPrefix(u.Host, "ads.") || slices.ContainsFunc(advertisers, func(part string) bool { return strings.Contains(address, part) })
}

// posts are the classes of the quotes that stand for a post from elsewhere
// until a script replaces them.
var posts = []string{"twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed", "text-post-media"}

func isPost(n *html.Node) bool {
	if n.Data != "blockquote" {
		return false
	}
	class := attribute(n, "class")
	return slices.ContainsFunc(posts, func(name string) bool { return strings.Contains(class, name) })
}

// post turns such a quote into a link. Its last link is the post's own.
func (x *extraction) post(n *html.Node) clip.Block {
	address := attribute(n, "cite")
	walk(n, func(c *html.Node) bool {
		if c.Data == "a" {
			address = attribute(c, "href")
		}
		return true
	})
	if address = x.absolute(address); address == "" {
		return clip.Block{Kind: clip.Quote, Blocks: x.flow(nil, n)}
	}
	return link(address, textOf(n))
}
