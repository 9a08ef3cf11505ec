package pdf

import (
	"bytes"
	"os"
	"testing"

	"newsclip/clip"
	"newsclip/clip/export/review"
)

func TestLook(t *testing.T) {
	r := pressReview(t)
	add := func(lang, title string, body string) {
		c := article(title, "World Desk", clip.NewParagraph(body))
		c.Version.Lang = lang
		r.Sections[2].Clips = append(r.Sections[2].Clips, c)
	}
	add("ar", "مجلس الميناء يصوت على إعادة بناء حاجز الأمواج", "صوت مجلس ميناء إليري يوم الثلاثاء 4 مارس 2026 على إعادة بناء حاجز الأمواج الشمالي (Port Ellery) الذي أغلق أمام المشاة منذ عواصف الشتاء الماضي. وقال المهندسون إن ثلث الكتل الخرسانية لم يعد متماسكا، وإن موسما آخر من الأمواج العالية قد يفتح الحوض على البحر.")
	add("he", "מועצת הנמל הצביעה", "מועצת הנמל של פורט אלרי הצביעה ביום שלישי בעד שיקום שובר הגלים הצפוני, הסגור להולכי רגל מאז סופות החורף.")
	add("zh", "港口委员会投票重建北防波堤", "埃勒里港委员会周二投票决定重建北防波堤。自去年冬天的风暴以来，该防波堤一直对行人关闭。工程师警告说，三分之一的混凝土护块已不再互锁，“另一个大浪季节可能会使港池向大海敞开”。")
	add("ja", "港湾評議会、北防波堤の再建を可決", "エレリー港評議会は火曜日、昨冬の嵐以来歩行者に閉鎖されている北防波堤の再建を可決した。")
	add("ko", "항만 의회, 북쪽 방파제 재건 의결", "엘러리 항만 의회는 화요일 지난 겨울 폭풍 이후 보행자에게 폐쇄된 북쪽 방파제를 재건하기로 의결했다.")
	add("hi", "बंदरगाह परिषद ने मतदान किया", "पोर्ट एलरी की बंदरगाह परिषद ने मंगलवार को उत्तरी तरंगरोध के पुनर्निर्माण के पक्ष में मतदान किया, जो पिछली सर्दियों के तूफानों के बाद से बंद है।")
	add("th", "สภาท่าเรือลงมติสร้างเขื่อนกันคลื่นใหม่", "สภาท่าเรือพอร์ตเอลเลอรีลงมติเมื่อวันอังคารให้สร้างเขื่อนกันคลื่นทางเหนือขึ้นใหม่ ซึ่งปิดไม่ให้คนเดินตั้งแต่พายุเมื่อฤดูหนาวที่แล้ว")
	add("en", "Emoji 🎉 and boxes", "Waves 🌊🌊 and thumbs 👍🏽, family 👨‍👩‍👧, heart ❤️, check ✅, arrows ⇒, Linear B 𐀀𐀁, Tibetan བོད་ཡིག, cuneiform 𒀀𒀁, private \uE000, math ∑∫.")
	var out bytes.Buffer
	rep, err := Write(t.Context(), &out, r, review.Options{Paper: os.Getenv("PAPER")})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(rep.Pages, out.Len())
	for _, w := range rep.Warnings {
		t.Log(w)
	}
	os.WriteFile("/tmp/w/pdf/out/look.pdf", out.Bytes(), 0o644)
}
