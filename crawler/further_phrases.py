"""The wording of furniture in further languages: parts for the patterns of `crawler.phrases` and `crawler.prompts`.

The same rule holds: what is said to readers ("Διαβάστε επίσης", "Przeczytaj także") is asked for, never a noun alone.
"""

from __future__ import annotations

ALSO = (
    r"διαβάστε (?:επίσης|ακόμα|ακόμη|περισσότερα)|δείτε (?:επίσης|ακόμα|ακόμη)",
    r"čtěte (?:také|též|více|dále)|přečtěte si (?:také|i)\b|mohlo by vás (?:zajímat|zaujímať)"
    r"|čítajte (?:aj|tiež|viac)",
    r"(?:czytaj|przeczytaj|zobacz) (?:też|także|również|więcej)\b",
    r"lees (?:ook|verder)\b|bekijk ook\b|läs (?:också|även|mer)\b|læs (?:også|mere)\b|les (?:også|mer)\b|lue (?:myös"
    r"|lisää)\b",
    r"cite(?:ște|şte|sti) (?:și|şi|si)\b|vezi (?:și|şi|si)\b|olvassa el ezt is|ez is érdekelheti",
    r"прочетете (?:още|също)|вижте (?:още|също)|pročitajte (?:još|i)\b|pogledajte (?:još|i)\b|прочитајте (?:још|и)\b",
    r"(?:यह|ये) भी पढ़ें|baca juga|simak juga|lihat juga|xem thêm|đọc thêm|קראו (?:גם|עוד)(?=\s*(?:[:|–—-]|$))",
    r"อ่านข่าว(?:เพิ่มเติม|ที่เกี่ยวข้อง|ต่อ)|อ่านเพิ่มเติม|【?(?:関連記事|関連ニュース|あわせて読みたい"
    r"|合わせて読みたい)】?(?![はがをにのもで])"
    r"|延伸阅读|延伸閱讀|推薦閱讀|相關新聞|관련 ?(?:기사|뉴스)(?![가-힣])",
)
"""How a line that leads to another article begins."""
RELATED = (
    *ALSO,
    r"article réservé (?:à nos|aux) abonnés|popular in the community|from our partners?",
    r"σχετικά (?:άρθρα|θέματα|νέα)|σχετικές ειδήσεις|δημοφιλή|ροή ειδήσεων|τελευταία νέα|διαβάστε και",
    r"související(?: články| témata)?|nejčtenější(?: články)?|další (?:články|zprávy)(?: .{2,20})?"
    r"|súvisiace(?: články)?"
    r"|najčítanejšie|polecane(?: artykuły)?|powiązane(?: artykuły| tematy)?|najczęściej czytane|polecamy",
    r"gerelateerde? (?:artikelen|berichten)|meest gelezen|meer over dit onderwerp|mest lästa?|relaterade artiklar"
    r"|mest læste|mest lest|luetuimmat",
    r"kapcsolódó(?: cikkek)?|legolvasottabb|articole (?:similare|recomandate)|cele mai citite|още по темата|най-четени"
    r"|povezane (?:vijesti|vesti|teme)|najčitanije|најчитаније",
    r"संबंधित (?:खबरें|ख़बरें|समाचार)|berita (?:terkait|terpopuler|lainnya)|artikel terkait|terpopuler"
    r"|tin (?:liên quan|cùng chuyên mục|mới)|bài viết liên quan|כתבות (?:נוספות|קשורות)|עוד בנושא",
    r"많이 본 (?:뉴스|기사)|인기 ?(?:기사|뉴스)|추천 ?(?:기사|뉴스)|주요 ?뉴스|최신 ?(?:뉴스|기사)",
    r"ข่าวที่เกี่ยวข้อง|ข่าวล่าสุด|ข่าวแนะนำ|บทความที่เกี่ยวข้อง",
    r"【?(?:関連(?:リンク|キーワード)|おすすめ(?:記事)?|アクセスランキング|人気(?:記事|ランキング)|最新(?:記事"
    r"|ニュース))】?",
    r"往期(?:推荐|精彩|回顾|文章|精选)|相关(?:推荐|内容|专题)|猜你喜欢|最新(?:文章|资讯|新闻)|精彩推荐|相關(?:文章"
    r"|報導)|熱門(?:新聞|文章)",
)
"""Headings of related articles."""
PROMPTS = (
    r"więcej [^.!?]{0,50}(?:przeczyta|znajdzie|zobaczy)(?:sz|cie) (?:na (?:stronie głównej|nasz)|w nasz"
    r"|w serwisie|tutaj)"
    r"|(?:mehr|weitere) [^.!?]{0,50}(?:finden|lesen) sie (?:auf (?:unser|der startseite)|in unser)"
    r"|(?:víc|další) [^.!?]{0,50}najdete (?:na (?:naš|hlavní stránce|titulní)|v naš)"
    r"|meer [^.!?]{0,50}(?:lees|vind) je (?:op onze|op de homepage|hier)"
    r"|больше [^.!?]{0,50}(?:читайте |ищите |— )?на (?:главной странице|нашем сайте)\W*$",
    r"ακολουθήστε (?:το|μας|την|τον)\b|(?:μάθετε|δείτε) (?:πρώτοι|όλες)\b|εγγραφείτε (?:στο|σε|τώρα)\b",
    r"sledujte nás|předplaťte si|přihlaste se k (?:odběru|newsletter)|odebírejte (?:náš|naše|nás)",
    r"(?:obserwuj|śledź|polub) nas\b|zapisz się (?:na|do)\b|subskrybuj|dołącz do (?:nas|naszej|naszego|grona)",
    r"volg ons\b|schrijf je (?:hier |nu )?in\b|meld je (?:hier |nu )?aan\b|abonneer je\b|prenumerera på|följ oss\b"
    r"|følg os[s]?\b|tilmeld dig|meld deg på|tilaa (?:uutiskirje|lehti)|seuraa meitä",
    r"kövess(?:e|en)? (?:minket|bennünket)|iratkoz(?:zon|z) fel|abon(?:ează-te|ați-vă)|urmăr(?:ește-ne|iți-ne)"
    r"|последвайте ни|абонирайте се|pratite nas\b|pretplatite se\b",
    r"हमें (?:फॉलो|फ़ॉलो) करें|ikuti (?:kami|saluran|berita)\b|theo dõi (?:chúng tôi|kênh)|đăng ký nhận",
    r"[▶☞※].{0,60}(?:구독|제보|바로가기|클릭)|(?:네이버|카카오톡?|유튜브).{0,30}(?:구독|채널 추가).{0,12}$",
    r"ติดตาม(?:ข่าว|เรา|ช่อง|พวกเรา).{0,60}(?:ได้ที่|ที่นี่)|กด(?:ติดตาม|ไลค์|แชร์)|สมัคร(?:รับข่าว|สมาชิก)",
    r"(?:無料)?会員登録(?![制者数の])|この記事は(?:有料|会員)|続きを読む(?!と)|友だち追加",
    r"点击(?:上方|下方|右上角|这里|阅读原文|关注)|(?:长按|扫描|扫码|识别).{0,12}(?:二维码|关注|下载)|欢迎(?:关注|订阅"
    r"|扫码)"
    r"|关注(?:我们|公众号)(?!的)|阅读原文|點擊(?:上方|下方|這裡)",
    r"lecture (?:du|de) .{2,40} en cours sur un autre appareil|vous pouvez lire .{2,40} sur un seul appareil"
    r"|pourquoi voyez-vous ce message|parce qu.une autre personne \(ou vous\)",
)
"""How a prompt begins."""
COMMENTS_HEADS = (
    r"(?:what (?:our )?readers say|readers?.? (?:comments?|views)|\d+ comments? so far|guest ?book)",
    r"(?:\d+ )?(?:komentarze|komentarzy|komentáře|komentářů|diskuse|komentáre|σχόλια|reacties|kommentarer|kommentit"
    r"|hozzászólások|comentarii|коментари|komentari|komentar|bình luận|תגובות|टिप्पणियां)(?: \(?\d+\)?)?",
    r"(?:みんなの|読者の)?コメント(?:一覧|欄)?(?:\s*[（(]?\d+件?[）)]?)?|(?:网友|热门|最新|全部)?评论(?:区"
    r"|\s*[（(]?\d+[）)]?)?"
    r"|(?:전체 ?|네티즌 ?)?댓글(?:\s*\(?\d+\)?개?)?|ความคิดเห็น(?:\s*\(?\d+\)?)?",
)
"""Headings under which readers write."""
LISTENING = (
    r"(?:(?:den |diesen )?(?:artikel|beitrag|text) (?:an|vor)(?:hören|lesen(?: lassen)?)|(?:écouter|lire à voix haute) "
    r"(?:l.|cet )article|(?:escuchar (?:el |este )?|escucha este )(?:artículo|texto)"
    r"|(?:ascolta (?:l.|questo )?)articolo"
    r"|(?:ouvir (?:o |este )?|ouça este )(?:artigo|texto)|(?:luister naar dit artikel|(?:dit )?artikel beluisteren)"
    r"|(?:posłuchaj|odsłuchaj)(?: tego)? artyku(?:łu|ł)"
    r"|(?:(?:про|по)?слушать|прослухати) (?:статью|текст|новость|статтю)"
    r"|(?:haberi|yazıyı) dinle|listen to (?:this|the) (?:article|story))"
    r"(?:\W{1,3}\d{1,2}(?::\d\d)?\s?(?:min\w*|мин\w*|хв\w*|dk\w*|sek\w*)?)?",
)
"""Buttons that read a text aloud, with how long that takes."""
SHOPS = (
    r"(?!.*[.?]\s*$)[^.!?؟]{0,80}?(?:add to (?:cart|basket|bag)|ajouter au panier|añadir (?:al carrito|a la cesta)"
    r"|aggiungi al carrello|adicionar ao carrinho|(?-i:In den Warenkorb)(?: legen)?|dodaj do koszyka|vložit do košíku"
    r"|in winkel(?:wagen|mandje)|добавить в корзину|(?-i:В корзину)|додати (?:в|до) кошик\w?|sepete ekle"
    r"|افزودن به سبد(?: خرید)?|اضافه (?:کردن )?به سبد(?: خرید)?|(?:أضف|إضافة) إلى (?:السلة|عربة التسوق))",
)
"""What a shop beside a text sells."""
LEGAL = (
    r"(?:release|announcement|communication|statement)s? (?:may )?(?:contain|include)s?\b(?! no\b)"
    r"[^.]{0,60}\bforward[- ]looking"
    r"|within the meaning of (?:the|section)[^.]{0,120}private securities litigation"
)
"""What companies must say of what they foresee."""
ADVERTISEMENTS = (
    r"continua (?:depois|após) da publicidade|la suite après (?:cette|la) publicité|continúa (?:después|tras) "
    r"(?:de )?la publicidad|la nota continúa abajo|продолжение после рекламы|weiter nach der (?:anzeige|werbung)",
    r"(?:l.articolo prosegue|continua a leggere) .{0,30}|reklama|广告|廣告|広告|광고|โฆษณา|διαφήμιση|reclame|mainos",
)
NOTICES = (
    r"(?:may|might) contain affiliate links|affiliate[- ]links?\s*:"
    r"|(?:earn|receive|get)s? (?:us )?(?:a|an) (?:small )?(?:affiliate )?commission"
    r"|(?:may|might) earn us|wir erhalten .{0,30}provision",
    r"무단 ?전재(?=\s?(?:[-및·,과와)>]|금지|$))|재배포 ?금지|저작권자 ?[ⓒ©(]|無断(?:転載|複製)(?=[をは・]|等|禁|$)"
    r"|未经.{0,12}(?:许可|授权).{0,12}(?:转载"
    r"|使用)"
    r"|版权(?:所有|归)",
    r"με την επιφύλαξη παντός δικαιώματος|απαγορεύεται η αναδημοσίευση|(?:veškerá|všechna) práva vyhrazena"
    r"|wszelkie prawa zastrzeżone|alla rättigheter förbehållna|toate drepturile rezervate|hak cipta dilindungi",
)
"""Notices of rights and of commissions, anywhere in a line."""
SOURCES = r"(?:πηγή|zdroj|źródło|quelle|fuente|fonte|kaynak|bron|källa|kilde|lähde|forrás|sursa|출처|出典|来源|來源)"
CONTENTS = (
    r"jump to(?: (?:recipe|section))?|table of contents|contents|in this (?:article|story|post)|inhalt(?:sverzeichnis)?"
    r"|sommaire|au sommaire|índice|оглавление|содержание|spis treści|obsah|inhoud(?:sopgave)?|目次|目录|목차"
)
"""Headings of a list of the parts of a text."""
CREDITS = (
    r"^(?:\w*bild(?:er)?|φωτο(?:γραφία)?|zdroj foto|zdjęcie|fot\.|bilde|kuva|kép|사진|写真|画像|图片来源|图源|供图)"
    r"\s*[:：=＝/|].{0,60}$|^[^.!?]{2,80}[©ⓒ][^.!?]{0,40}$|\[[^\]]{2,20}(?:자료사진|제공)\]$"
)
"""Credits of pictures."""
CREDITS_OF_AUTHOR = (
    r"^(?:(?-i:[A-ZА-ЯЁІЇЄҐ][\w.'’-]*)(?: (?-i:[A-ZА-ЯЁІЇЄҐ][\w.'’-]*)){0,3}\s?[,;/|–—-]\s?)?"
    r"(?:text (?:and|und|et|y|e) |текст (?:и|і|та) )?"
    r"(?:photos?|pictures?|images?|fotos?|bild(?:er)?|foto|фото|фотографии|світлини)\s?(?:[:—–-]\s?)?"
    r"(?:by (?:the )?|of the |des |der |de l.|de la |del |della |dell.|do |da )?"
    r"(?:authors?|verfassers?|verfasserin|autor(?:s|en|a|es|in|i|e)?|auteure?s?|автор(?:а|ов|ки|ів)?)[\s.)]*$"
)
"""Lines of who wrote and took the pictures too: "Jo Hale, photos by the author"."""
FIRST_WORDS = """
    διαβάστε δείτε σχετικά σχετικές δημοφιλή τελευταία ακολουθήστε
    čtěte přečtěte související nejčtenější mohlo další čítajte súvisiace czytaj przeczytaj zobacz polecane powiązane
    lees bekijk gerelateerde meest läs læs les lue mest olvassa kapcsolódó citește vezi articole
    прочетете вижте още pročitajte pogledajte povezane baca simak berita artikel xem đọc tin bài यह ये संबंधित קראו
    관련기사 관련 많이 인기 추천 อ่านข่าวเพิ่มเติม ข่าวที่เกี่ยวข้อง ข่าวล่าสุด 関連記事 関連ニュース
    往期推荐 相关推荐 猜你喜欢 延伸阅读 延伸閱讀
    article advertisement sponsored anzeige werbung реклама publicité publicidad publicidade pubblicità reklam reklama
    تبلیغات إعلان
    reply report flag antworten melden répondre signaler responder reportar denunciar rispondi segnala beantwoorden
    svara odpowiedz odpovědět ответить пожаловаться відповісти απάντηση yanıtla şikayet پاسخ رد 回复 举报 返信 답글 신고
    what readers guest guestbook komentarze komentáře diskuse komentáre σχόλια reacties kommentarer kommentit
    hozzászólások comentarii коментари komentari komentar bình תגובות टिप्पणियां みんなのコメント 読者のコメント コメント
    コメント一覧 コメント欄 评论 网友评论 热门评论 最新评论 全部评论 评论区 댓글 전체 네티즌 ความคิดเห็น
    continue keep already weiterlesen para contenido contenuto conteúdo чтобы полный
"""
"""First words of labels of boxes, for `crawler.labels`."""
