package review

// languages are the words in each language; English, for all others, is first.
// A new language is one more entry: a test finds what it lacks.
var languages = []Words{
	english,
	american(),
	{
		Lang: "de", Name: "Deutsch", PressReview: "Pressespiegel", Contents: "Inhalt", Sources: "Quellen", Provenance: "Herkunftsnachweis", Notes: "Notizen",
		Untitled: "Ohne Titel", NoOutlet: "Ohne Medium", Others: "Weitere Beiträge", MadeOn: "Erstellt am {date}",
		Captured: "Erfasst", Requested: "Von", Edited: "Der Text wurde nach der Erfassung von Hand geändert.",
		NoOriginal: "Ein Original wurde nicht aufbewahrt.", NoLonger: "Im Text steht dies nicht mehr.",
		Proof: "Jede Prüfsumme ist der SHA-256-Wert der Bytes, wie sie erfasst wurden. Sie zeigt, dass das Original in der Bibliothek seither unverändert ist; sie beweist weder den Zeitpunkt der Erfassung noch, dass das Veröffentlichte wahr ist.",
		Image: "Bild", Embedded: "Eingebetteter Inhalt",
		clippings: forms{"Beitrag", "", "Beiträge"}, pages: forms{"Seite", "", "Seiten"},
		date: "{d}. {m} {y}", dayMonth: "{d}. {m}",
		months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	},
	{
		Lang: "fr", Name: "Français", PressReview: "Revue de presse", Contents: "Sommaire", Sources: "Sources", Provenance: "Provenance", Notes: "Notes",
		Untitled: "Sans titre", NoOutlet: "Sans média", Others: "Autres articles", MadeOn: "Établie le {date}",
		Captured: "Capturé", Requested: "Depuis", Edited: "Le texte a été modifié à la main après la capture.",
		NoOriginal: "Aucun original n’est conservé.", NoLonger: "Le texte ne dit plus cela.",
		Proof: "Chaque empreinte est le SHA-256 des octets tels qu’ils ont été capturés. Elle montre que l’original conservé dans la bibliothèque n’a pas changé depuis ; elle ne prouve ni l’heure de la capture ni la vérité de ce qui a été publié.",
		Image: "Image", Embedded: "Contenu intégré",
		clippings: forms{"article", "", "articles"}, pages: forms{"page", "", "pages"},
		date: "{d} {m} {y}", dayMonth: "{d} {m}", first: "1er",
		months: [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	},
	{
		Lang: "es", Name: "Español", PressReview: "Revista de prensa", Contents: "Índice", Sources: "Fuentes", Provenance: "Procedencia", Notes: "Notas",
		Untitled: "Sin título", NoOutlet: "Sin medio", Others: "Otros artículos", MadeOn: "Elaborada el {date}",
		Captured: "Capturado", Requested: "Desde", Edited: "El texto se modificó a mano después de la captura.",
		NoOriginal: "No se conserva ningún original.", NoLonger: "El texto ya no dice esto.",
		Proof: "Cada huella es el SHA-256 de los bytes tal como se capturaron. Muestra que el original conservado en la biblioteca no ha cambiado desde entonces; no prueba ni la hora de la captura ni que lo publicado sea cierto.",
		Image: "Imagen", Embedded: "Contenido incrustado",
		clippings: forms{"artículo", "", "artículos"}, pages: forms{"página", "", "páginas"},
		date: "{d} de {m} de {y}", dayMonth: "{d} de {m}",
		months: [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
	},
	{
		Lang: "it", Name: "Italiano", PressReview: "Rassegna stampa", Contents: "Indice", Sources: "Fonti", Provenance: "Provenienza", Notes: "Note",
		Untitled: "Senza titolo", NoOutlet: "Senza testata", Others: "Altri articoli", MadeOn: "Redatta in data {date}",
		Captured: "Acquisito", Requested: "Da", Edited: "Il testo è stato modificato a mano dopo l’acquisizione.",
		NoOriginal: "Non è conservato alcun originale.", NoLonger: "Il testo non lo dice più.",
		Proof: "Ogni impronta è lo SHA-256 dei byte così come sono stati acquisiti. Mostra che l’originale conservato nell’archivio è rimasto invariato da allora; non prova né l’ora dell’acquisizione né che quanto pubblicato sia vero.",
		Image: "Immagine", Embedded: "Contenuto incorporato",
		clippings: forms{"articolo", "", "articoli"}, pages: forms{"pagina", "", "pagine"},
		date: "{d} {m} {y}", dayMonth: "{d} {m}", first: "1º",
		months: [12]string{"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"},
	},
	{
		Lang: "pt", Name: "Português", PressReview: "Revista de imprensa", Contents: "Índice", Sources: "Fontes", Provenance: "Proveniência", Notes: "Notas",
		Untitled: "Sem título", NoOutlet: "Sem meio", Others: "Outros artigos", MadeOn: "Elaborada em {date}",
		Captured: "Capturado", Requested: "De", Edited: "O texto foi alterado à mão depois da captura.",
		NoOriginal: "Nenhum original está guardado.", NoLonger: "O texto já não diz isto.",
		Proof: "Cada impressão é o SHA-256 dos bytes tal como foram capturados. Mostra que o original guardado na biblioteca não mudou desde então; não prova nem a hora da captura nem que o publicado seja verdade.",
		Image: "Imagem", Embedded: "Conteúdo incorporado",
		clippings: forms{"artigo", "", "artigos"}, pages: forms{"página", "", "páginas"},
		date: "{d} de {m} de {y}", dayMonth: "{d} de {m}", first: "1.º",
		months: [12]string{"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"},
	},
	{
		Lang: "nl", Name: "Nederlands", PressReview: "Persoverzicht", Contents: "Inhoud", Sources: "Bronnen", Provenance: "Herkomst", Notes: "Notities",
		Untitled: "Zonder titel", NoOutlet: "Zonder medium", Others: "Overige artikelen", MadeOn: "Gemaakt op {date}",
		Captured: "Vastgelegd", Requested: "Van", Edited: "De tekst is na het vastleggen met de hand gewijzigd.",
		NoOriginal: "Er is geen origineel bewaard.", NoLonger: "De tekst zegt dit niet meer.",
		Proof: "Elke hash is de SHA-256 van de bytes zoals ze zijn vastgelegd. Hij toont dat het origineel in de bibliotheek sindsdien ongewijzigd is; hij bewijst niet het tijdstip van vastleggen en ook niet dat het gepubliceerde waar is.",
		Image: "Afbeelding", Embedded: "Ingesloten inhoud",
		clippings: forms{"artikel", "", "artikelen"}, pages: forms{"pagina", "", "pagina’s"},
		date: "{d} {m} {y}", dayMonth: "{d} {m}",
		months: [12]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
	},
	{
		Lang: "ru", Name: "Русский", PressReview: "Обзор прессы", Contents: "Содержание", Sources: "Источники", Provenance: "Происхождение", Notes: "Заметки",
		Untitled: "Без названия", NoOutlet: "Без издания", Others: "Другие материалы", MadeOn: "Составлен {date}",
		Captured: "Сохранено", Requested: "Откуда", Edited: "После сохранения текст изменён вручную.",
		NoOriginal: "Оригинал не хранится.", NoLonger: "В тексте этого больше нет.",
		Proof: "Каждый хеш — это SHA-256 байтов в том виде, в каком они были сохранены. Он показывает, что оригинал в библиотеке с тех пор не изменился; он не доказывает ни время сохранения, ни истинность опубликованного.",
		Image: "Изображение", Embedded: "Встроенный материал",
		clippings: forms{"материал", "материала", "материалов"}, pages: forms{"страница", "страницы", "страниц"},
		date: "{d} {m} {y} г.", dayMonth: "{d} {m}",
		alone:  [12]string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"},
		months: [12]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
	},
	{
		Lang: "pl", Name: "Polski", PressReview: "Przegląd prasy", Contents: "Spis treści", Sources: "Źródła", Provenance: "Pochodzenie", Notes: "Notatki",
		Untitled: "Bez tytułu", NoOutlet: "Bez źródła", Others: "Pozostałe artykuły", MadeOn: "Sporządzono {date}",
		Captured: "Zapisano", Requested: "Z adresu", Edited: "Po zapisaniu tekst zmieniono ręcznie.",
		NoOriginal: "Nie przechowuje się oryginału.", NoLonger: "W tekście już tego nie ma.",
		Proof: "Każdy skrót to SHA-256 bajtów w takiej postaci, w jakiej je zapisano. Pokazuje, że oryginał w bibliotece od tego czasu się nie zmienił; nie dowodzi ani czasu zapisania, ani prawdziwości tego, co opublikowano.",
		Image: "Obraz", Embedded: "Treść osadzona",
		clippings: forms{"artykuł", "artykuły", "artykułów"}, pages: forms{"strona", "strony", "stron"},
		date: "{d} {m} {y}", dayMonth: "{d} {m}",
		alone:  [12]string{"styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień"},
		months: [12]string{"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"},
	},
	{
		Lang: "sv", Name: "Svenska", PressReview: "Pressöversikt", Contents: "Innehåll", Sources: "Källor", Provenance: "Ursprung", Notes: "Anteckningar",
		Untitled: "Utan rubrik", NoOutlet: "Utan medium", Others: "Övriga artiklar", MadeOn: "Sammanställd den {date}",
		Captured: "Sparad", Requested: "Från", Edited: "Texten ändrades för hand efter att den sparades.",
		NoOriginal: "Inget original finns kvar.", NoLonger: "Texten säger inte detta längre.",
		Proof: "Varje kontrollsumma är SHA-256 för innehållet så som det sparades. Den visar att originalet i biblioteket är oförändrat sedan dess; den bevisar varken tidpunkten eller att det publicerade är sant.",
		Image: "Bild", Embedded: "Inbäddat innehåll",
		clippings: forms{"artikel", "", "artiklar"}, pages: forms{"sida", "", "sidor"},
		date: "{d} {m} {y}", dayMonth: "{d} {m}",
		months: [12]string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
	},
}

var english = Words{
	Lang: "en", Name: "English", PressReview: "Press review", Contents: "Contents", Sources: "Sources", Provenance: "Provenance", Notes: "Notes",
	Untitled: "Untitled", NoOutlet: "Without outlet", Others: "Other clippings", MadeOn: "Made on {date}",
	Captured: "Captured", Requested: "From", Edited: "The text was changed by hand after capture.",
	NoOriginal: "No original is kept.", NoLonger: "The text does not say this any more.",
	Proof: "Each hash is the SHA-256 of the bytes as they were captured. It shows that the original kept in the library is unchanged since then; it proves neither the time of capture nor that what was published is true.",
	Image: "Image", Embedded: "Embedded content",
	clippings: forms{"clipping", "", "clippings"}, pages: forms{"page", "", "pages"},
	date: "{d} {m} {y}", dayMonth: "{d} {m}",
	months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// american is English with its own dates.
func american() Words {
	words := english
	words.Lang, words.Name, words.date, words.dayMonth = "en-US", "English (US)", "{m} {d}, {y}", "{m} {d}"
	return words
}
