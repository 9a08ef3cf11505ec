package paste

import "regexp"

var playingTime = regexp.MustCompile(`^(?:\d{1,2}:)?\d{1,2}:\d{2}$`)

// A relative time is a number or article, a unit, and a word for the past, in
// the order of the language. An icon's name may stand before it.
var relative = regexp.MustCompile(`(?i)((?:an?|one|\d{1,3}) ?(?:second|minute|min|hour|hr|day|week|month|year)s? ago|vor (?:einer|einem|\d{1,3}) (?:sekunde|minute|stunde|tag|woche|monat|jahr)\p{L}*|il y a (?:une?|\d{1,3}) (?:seconde|minute|heure|jour|semaine|mois|an)s?|hace (?:una?|\d{1,3}) (?:segundo|minuto|hora|día|semana|mes|año)\p{L}*|(?:un[ao']? ?|\d{1,3} )(?:minut|or|giorn|settiman|mes|ann)\p{L}+ fa|há (?:uma?|\d{1,3}) (?:minuto|hora|dia|semana|mês|ano)\p{L}*|\d{1,3} ?(?:minuut|minuten|uur|dag|dagen|week|weken) geleden|(?:\d{1,3} )?(?:минут|час|день|дня|дней|недел)\p{L}* назад|\d{1,3} ?(?:秒|分钟|分鐘|小时|小時|天|周|週|个月|個月|年)前|\d{1,3} ?(?:分|時間|日)前|منذ (?:\d{1,3} )?(?:ساعة|ساعات|دقيقة|دقائق|يوم|أيام))$`)

// relativeTime returns the relative time at the end of a short line.
func relativeTime(s string) string {
	const longest = 40
	if width(s) > longest {
		return ""
	}
	return relative.FindString(s)
}
