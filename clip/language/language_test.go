package language

import "testing"

func TestDetect(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The harbour was opened to the ships again on Wednesday.",
		"de": "Der Hafen ist seit Mittwoch wieder für die Schiffe offen.",
		"fr": "Le port est de nouveau ouvert aux navires depuis mercredi.",
		"es": "El puerto está abierto de nuevo para los barcos desde el miércoles.",
		"it": "Il porto è di nuovo aperto alle navi da mercoledì, dice il capitano della città.",
		"nl": "De haven is sinds woensdag weer open voor de schepen en het veer.",
		"ru": "Порт снова открыт для судов, и это было в среду.",
		"uk": "Порт знову відкрито для суден, і це було в середу, але не для всіх.",
		"el": "Το λιμάνι άνοιξε ξανά την Τετάρτη.",
		"ar": "أعيد فتح الميناء أمام السفن يوم الأربعاء.",
		"he": "הנמל נפתח מחדש ביום רביעי.",
		"zh": "港口在星期三重新开放。",
		"ja": "港は水曜日に再び開いた。",
		"ko": "항구가 수요일에 다시 문을 열었다.",
		"th": "ท่าเรือเปิดอีกครั้งในวันพุธ",
		"hi": "बंदरगाह बुधवार को फिर से खुल गया।",
		"":   "12:30 – 41,000 §§",
	} {
		if got := Detect(text); got != want {
			t.Errorf("Detect(%q) = %q, want %q", text, got, want)
		}
	}
}
