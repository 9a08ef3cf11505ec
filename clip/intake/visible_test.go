package intake

import "testing"

func TestVisibleText(t *testing.T) {
	tests := []struct{ name, markup, want string }{
		{"words", "<p>The&nbsp;<b>bridge</b>\n opened</p>", "The bridge opened"},
		{"comment", "a<!-- b > c -->d", "a d"},
		{"comment without end", "a<!-- b", "a"},
		{"hidden", "<HEAD><title>x</title></HEAD><style>p{}</style><Script>if (a</b/.x) {}</SCRIPT >shown", "shown"},
		{"hidden without end", "a<script>b", "a"},
		{"header is not head", "<header>shown</header>", "shown"},
		{"sign, not tag", "3 < 4 <3", "3 < 4 <3"},
		{"tag without end", "a <b c", "a <b c"},
		{"nothing", "<div><img src=x></div>", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := visibleText(tt.markup); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
