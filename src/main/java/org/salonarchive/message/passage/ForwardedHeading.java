package org.salonarchive.message.passage;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands above another message that a mail program put into the text: a line such as "-----Original
 * Message-----", then its header, or the header alone as Outlook writes it.
 *
 * @param forward whether the sender passes the message on, so that it is what the mail is about
 * @param end the first line after the heading
 */
public record ForwardedHeading(boolean forward, int end) {

    private static final int LONGEST_LINE = 1_000;
    /** Lines a long field goes on for. */
    private static final int CONTINUATION = 4;

    private static final List<String> ORIGINALS =
            List.of(("original message|ursprüngliche nachricht|originalnachricht|message d'origine|message d’origine|"
                            + "message original|mensaje original|missatge original|messaggio originale|mensagem original|"
                            + "oorspronkelijk bericht|ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|"
                            + "opprinnelig melding|alkuperäinen viesti|eredeti üzenet|původní zpráva|pôvodná správa|"
                            + "wiadomość oryginalna|oryginalna wiadomość|исходное сообщение|оригинальное сообщение|"
                            + "оригінальне повідомлення|orijinal mesaj|özgün ileti|mesaj original|αρχικό μήνυμα|原始邮件|原始郵件|原邮件|"
                            + "元のメッセージ|original appointment|원본 메시지|원본 메일|הודעה מקורית|الرسالة الأصلية|tin nhắn gốc|"
                            + "reply message")
                    .split("\\|"));
    private static final List<String> FORWARDS =
            List.of(("forwarded message|forwarded by|weitergeleitete nachricht|message transféré|message réexpédié|"
                            + "mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|"
                            + "vidarebefordrat|videresendt|välitetty viesti|továbbított üzenet|přeposlaná zpráva|"
                            + "wiadomość przekazana|przekazana wiadomość|пересылаемое сообщение|пересланное сообщение|"
                            + "переслане повідомлення|iletilen|転送メッセージ|转发邮件|轉寄郵件|전달된 메시지|הודעה שהועברה|προωθημένο μήνυμα")
                    .split("\\|"));

    private static final Set<String> FROM =
            Set.of(("from|von|de|da|van|från|fra|lähettäjä|feladó|od|от|від|kimden|gönderen|差出人|发件人|寄件者|寄件人|보낸 사람|"
                            + "보낸사람|από|מאת|من|từ|expéditeur|remitente")
                    .split("\\|"));
    private static final Set<String> SENT =
            Set.of(("sent|date|gesendet|datum|envoyé|enviado|enviado el|enviada em|enviada|fecha|data|inviato|"
                            + "verzonden|skickat|sendt|dato|lähetetty|päivämäärä|küldve|elküldve|dátum|wysłano|odesláno|"
                            + "odoslané|отправлено|дата|надіслано|gönderilme tarihi|tarih|送信日時|日時|日付|发送时间|發送時間|日期|寄件日期|보낸 날짜|"
                            + "날짜|στάλθηκε|ημερομηνία|נשלח|תאריך|تاريخ الإرسال|التاريخ|ngày")
                    .split("\\|"));
    private static final Set<String> TO = Set.of(
            "to",
            "an",
            "à",
            "para",
            "a",
            "aan",
            "till",
            "til",
            "vastaanottaja",
            "címzett",
            "do",
            "komu",
            "кому",
            "kime",
            "宛先",
            "收件人",
            "收件者",
            "받는 사람",
            "받는사람",
            "προς",
            "אל",
            "إلى",
            "đến");
    private static final Set<String> OTHERS =
            Set.of(("cc|bcc|kopie|copie|kopia|kopi|copia|копия|копія|kopio|másolat|抄送|副本|참조|κοιν|reply-to|"
                            + "importance|priority|newsgroups|message-id|cc to|wichtigkeit|sender|list|betreff|subject|objet|"
                            + "asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|tárgy|temat|předmět|predmet|тема|konu|件名|主题|主旨|"
                            + "主題|제목|θέμα|נושא|الموضوع|chủ đề|sujet|tema")
                    .split("\\|"));

    /** The heading that begins at this line, null when none does. */
    public static @Nullable ForwardedHeading at(List<String> lines, int at) {
        String line = lines.get(at).strip();
        if (line.length() < 3 || line.length() > LONGEST_LINE) {
            return null;
        }
        int next = at + 1 < lines.size() && lines.get(at + 1).isBlank() ? at + 2 : at + 1;
        if (isSeparator(line, ORIGINALS)) {
            int end = endOfHeader(lines, next);
            return new ForwardedHeading(false, end > next ? end : at + 1);
        }
        if (isSeparator(line, FORWARDS) || isForwardSentence(line)) {
            int end = endOfHeader(lines, next);
            return new ForwardedHeading(true, end > next ? end : at + 1);
        }
        boolean row = line.length() >= 20 && line.equals("_".repeat(line.length()));
        int header = row ? next : at;
        int end = header < lines.size() && isOutlook(lines, header) ? endOfHeader(lines, header) : header;
        return end > header ? new ForwardedHeading(false, end) : null;
    }

    private static boolean isSeparator(String line, List<String> phrases) {
        boolean drawn = line.startsWith("--") && line.endsWith("--")
                || line.startsWith("---")
                || line.startsWith("==")
                || line.startsWith("__");
        if (!drawn || line.length() >= 200) {
            return false;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        for (String phrase : phrases) {
            if (lower.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForwardSentence(String line) {
        String lower = line.length() < 60 ? line.toLowerCase(Locale.ROOT) : "";
        return lower.equals("begin forwarded message:")
                || lower.equals("anfang der weitergeleiteten nachricht:")
                || lower.equals("début du message réexpédié :")
                || lower.equals("inizio messaggio inoltrato:")
                || lower.equals("inicio del mensaje reenviado:");
    }

    /** From, then when it was sent, then to whom: the order of Outlook, never that of a header as it travels. */
    private static boolean isOutlook(List<String> lines, int at) {
        if (!FROM.contains(name(lines.get(at)))) {
            return false;
        }
        int second = nextField(lines, at);
        int third = second < 0 ? -1 : nextField(lines, second);
        return third >= 0 && SENT.contains(name(lines.get(second))) && TO.contains(name(lines.get(third)));
    }

    private static int nextField(List<String> lines, int at) {
        for (int i = at + 1; i < lines.size() && i <= at + 2 && !lines.get(i).isBlank(); i++) {
            if (isField(name(lines.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    /** Fields and what they go on with; this very line when it is no field. */
    private static int endOfHeader(List<String> lines, int at) {
        int end = at;
        int since = 0;
        for (int i = at; i < lines.size() && !lines.get(i).isBlank() && since <= CONTINUATION; i++) {
            boolean field = isField(name(lines.get(i)));
            if (i == at && !field) {
                return at;
            }
            since = field ? 0 : since + 1;
            boolean goesOn = Character.isWhitespace(lines.get(i).charAt(0))
                    || lines.get(i).indexOf('@') >= 0;
            end = field || goesOn && end == i ? i + 1 : end;
        }
        return end;
    }

    /** The rest of a field that begins in this line, such as the date; empty when the line is none of these. */
    public static boolean tellsWhoOrWhen(String line) {
        String name = name(line);
        return FROM.contains(name) || SENT.contains(name);
    }

    private static boolean isField(String name) {
        return !name.isEmpty()
                && (FROM.contains(name) || SENT.contains(name) || TO.contains(name) || OTHERS.contains(name));
    }

    /** The name before the colon in lower case; some programs set it in asterisks. */
    private static String name(String line) {
        int colon = line.length() > LONGEST_LINE ? -1 : line.indexOf(':');
        colon = colon < 0 ? line.indexOf('：') : colon;
        if (colon < 1 || colon > 24) {
            return "";
        }
        return line.substring(0, colon).replace("*", "").strip().toLowerCase(Locale.ROOT);
    }
}
