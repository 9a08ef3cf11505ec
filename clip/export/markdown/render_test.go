package markdown

import (
	"strings"
	"testing"

	"newsclip/clip"
)

func body(t *testing.T, xhtml string) clip.Body {
	t.Helper()
	b, err := clip.ParseXHTML(xhtml)
	if err != nil {
		t.Fatal(err)
	}
	return b.Normal()
}

// TestRender holds each case against what should be written, and against what
// a reader makes of it.
func TestRender(t *testing.T) {
	for name, c := range map[string]struct{ xhtml, want string }{
		"sub and sup":         {`<p>10<sup>3</sup> H<sub>2</sub>O</p>`, `10<sup>3</sup> H<sub>2</sub>O`},
		"adjacent emphasis":   {`<p><em>it</em><strong>bo</strong></p>`, `*it*<strong>bo</strong>`},
		"wide spaces":         {`<p>港<strong>　开放　</strong>了<em>&#160;x</em></p>`, "港　**开放**　了\u00a0*x*"},
		"both at once":        {`<p>a <strong><em>b</em></strong> c</p>`, `a ***b*** c`},
		"emphasis in a word":  {`<p>un<em>believ</em>able</p>`, `un*believ*able`},
		"emphasis with space": {`<p>so<em> far </em>so good</p>`, `so *far* so good`},
		"quotes in Chinese":   {`<p>他说<strong>“开放”</strong>了</p>`, `他说<strong>“开放”</strong>了`},
		"Chinese":             {`<p>港口<strong>开放</strong>了</p>`, `港口**开放**了`},
		"mark":                {`<p>a <mark>b</mark></p>`, `a <mark>b</mark>`},
		"entity kept":         {`<p>&amp;copy; and AT&amp;T</p>`, `\&copy; and AT&T`},
		"special characters":  {`<p>*a* _b_ c_d ` + "`e`" + ` [f] &lt;g&gt; ~h~ i|j</p>`, "\\*a\\* \\_b\\_ c_d \\`e\\` \\[f\\] \\<g> \\~h\\~ i\\|j"},
		"other readers":       {`<p>$5 ==a== %%b%% #c C#</p>`, `\$5 \=\=a\=\= \%\%b\%\% \#c C#`},
		"line starts":         {`<p># a<br/>- b<br/>+ c<br/>1. d<br/>&gt; e<br/>=== f<br/>1.5 g</p>`, "\\# a\\\n\\- b\\\n\\+ c\\\n1\\. d\\\n\\> e\\\n\\=\\=\\= f\\\n1.5 g"},
		"heading":             {`<h2>C #<br/>two</h2>`, `## C \#<br>two`},
		"bare address":        {`<p>www.a.example, https://a.example/b_c, x@a.example</p>`, `www\.a.example, https\://a.example/b_c, x@<!-- -->a.example`},
		"link":                {`<p><a href="https://a.example/b_(c)?d&amp;copy;">e [f]</a>!<a href="https://a.example/">g</a></p>`, `[e \[f\]](https://a.example/b_\(c\)?d&amp;copy;)\![g](https://a.example/)`},
		"autolink":            {`<p><a href="https://a.example/b_c">https://a.example/b_c</a></p>`, `<https://a.example/b_c>`},
		"code span":           {"<p><code>a`b</code><code>`</code></p>", "``a`b``<code>&#96;</code>"},
		"code":                {"<pre><code class=\"language-go\">a\n\n```\nb</code></pre>", "````go\na\n\n```\nb\n````"},
		"nested list":         {`<ul><li><p>a</p><ul><li>b</li></ul></li><li>1. c</li></ul>`, "- a\n  - b\n- 1\\. c"},
		"loose list":          {`<ul><li><p>a</p><p>b</p></li><li>c</li></ul>`, "- a\n\n  b\n\n- c"},
		"numbers":             {`<ol start="9"><li>a</li><li><p>b</p><p>c</p></li></ol>`, "9. a\n\n10. b\n\n    c"},
		"two lists":           {`<ul><li>a</li></ul><ul><li>b</li></ul><ul><li>c</li></ul>`, "- a\n\n+ b\n\n- c"},
		"rule in a list":      {`<ul><li><hr/><p>a</p></li></ul>`, "- ***\n\n  a"},
		"ticked link":         {`<ul><li><a href="https://a.example/">x</a></li></ul>`, `- <a href="https://a.example/">x</a>`},
		"quote":               {`<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>`, "> a\n>\n> > b"},
		"table":               {`<table><tr><th>A</th><th>B</th></tr><tr><td>a|b<br/>c</td><td></td></tr></table>`, "| A | B |\n| --- | --- |\n| a\\|b<br>c |  |"},
		"code in a table":     {`<table><tr><th>A</th></tr><tr><td><code>a|b</code></td></tr></table>`, "| A |\n| --- |\n| <code>a&#124;b</code> |"},
		"table of blocks":     {`<table><caption>C</caption><tr><td colspan="2"><p>a</p><p>b</p></td><td><pre><code>` + "c\n\nd" + `</code></pre></td></tr></table>`, "<table>\n<caption>C</caption>\n<tr><td colspan=\"2\"><p>a</p><p>b</p></td><td><pre><code>c&#10;&#10;d</code></pre></td></tr>\n</table>"},
		"table without head":  {`<table><tr><td>a</td></tr></table>`, "<table>\n<tr><td>a</td></tr>\n</table>"},
		"image":               {`<figure><img src="newsclip-image:00ff" alt="A [quay]"/><figcaption>The quay</figcaption></figure>`, "![A \\[quay\\]](images/a_\\(b\\).png)\\\nThe quay"},
		"embed":               {`<p class="embed"><a href="https://v.example/1">Film</a></p>`, `[Film](https://v.example/1)`},
		"code like a link's":  {"<p><a href=\"https://a.example/\">a <code>]:-</code></a></p>", "[a <code>&#93;:-</code>](https://a.example/)"},
		"backslash and break": {`<p>a\<br/><br/>b</p>`, "a\\\\<br>\n<br>\nb"},
	} {
		t.Run(name, func(t *testing.T) {
			b := body(t, c.xhtml)
			if source := strings.TrimSuffix(rendered(gfm, b), "\n"); source != c.want {
				t.Errorf("Markdown\n got %q\nwant %q", source, c.want)
			}
			for _, r := range readers(t) {
				if _, diff, err := lost(r, b); err != nil || diff != "" {
					t.Errorf("read back by %s: %v %s", r.name, err, diff)
				}
			}
		})
	}
}

func TestRenderWithoutImage(t *testing.T) {
	b := body(t, `<figure><img src="https://a.example/i.png" alt="Quay"/></figure><figure><img src="newsclip-image:00ff" alt="- Crane"/><figcaption>C</figcaption></figure>`)
	got, want := newRenderer(gfm, nil).blocks(b), "[Quay](https://a.example/i.png)\n\n\\- Crane\\\nC"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
